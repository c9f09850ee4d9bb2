<?php
/**
 * Runs a piece of PHP inside WordPress, as a command line tool or an importer does: `php run.php [login] < code`.
 *
 * @package Xianshen
 */

$_SERVER['HTTP_HOST'] = trim( (string) file_get_contents( __DIR__ . '/address' ) );
require __DIR__ . '/wp-load.php';
if ( isset( $argv[1] ) && '' !== $argv[1] ) {
	wp_set_current_user( get_user_by( 'login', $argv[1] )->ID );
}
require_once ABSPATH . 'wp-admin/includes/admin.php';
eval( stream_get_contents( STDIN ) ); // phpcs:ignore
