<?php
/**
 * Router of PHP's own web server: files as they are, everything else to WordPress, as a rewrite rule does.
 *
 * @package Xianshen
 */

$xianshen_path = (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ); // phpcs:ignore
$xianshen_file = __DIR__ . rawurldecode( $xianshen_path );
if ( str_contains( $xianshen_path, '..' ) ) {
	http_response_code( 400 );
	return true;
}
if ( is_dir( $xianshen_file ) && is_file( rtrim( $xianshen_file, '/' ) . '/index.php' ) && '/' !== $xianshen_path ) {
	$xianshen_file = rtrim( $xianshen_file, '/' ) . '/index.php';
}
if ( is_file( $xianshen_file ) ) {
	if ( ! str_ends_with( $xianshen_file, '.php' ) ) {
		return false;
	}
	$_SERVER['SCRIPT_NAME']     = substr( $xianshen_file, strlen( __DIR__ ) );
	$_SERVER['PHP_SELF']        = $_SERVER['SCRIPT_NAME'];
	$_SERVER['SCRIPT_FILENAME'] = $xianshen_file;
	chdir( dirname( $xianshen_file ) );
	require $xianshen_file;
	return true;
}
$_SERVER['SCRIPT_NAME'] = '/index.php';
$_SERVER['PHP_SELF']    = '/index.php';
require __DIR__ . '/index.php';
return true;
