<?php
/**
 * Installs WordPress with its people and prints their application passwords as JSON: {"login": "password", …}.
 *
 * @package Xianshen
 */

define( 'WP_INSTALLING', true );
$_SERVER['HTTP_HOST'] = trim( (string) file_get_contents( __DIR__ . '/address' ) );
require __DIR__ . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

wp_install( '示范网站', 'admin', 'admin@example.com', true, '', 'admin', 'zh_CN' );
update_option( 'permalink_structure', '' );
update_option( 'timezone_string', 'Asia/Shanghai' );
update_option( 'WPLANG', 'zh_CN' );

$xianshen_people = array(
	'bianji'  => array( 'editor', '林晓' ),
	'fabu'    => array( 'editor', '吴静' ),
	'piliang' => array( 'editor', '吴静' ),
	'luren'   => array( 'editor', '路人' ),
);
$xianshen_users  = array( 'admin' => 1 );
foreach ( $xianshen_people as $xianshen_login => list( $xianshen_role, $xianshen_name ) ) {
	$xianshen_users[ $xianshen_login ] = wp_insert_user(
		array(
			'user_login'   => $xianshen_login,
			'user_pass'    => $xianshen_login,
			'user_email'   => $xianshen_login . '@example.com',
			'display_name' => $xianshen_name,
			'role'         => $xianshen_role,
		)
	);
}
$xianshen_passwords = array();
foreach ( $xianshen_users as $xianshen_login => $xianshen_user ) {
	list( $xianshen_password ) = WP_Application_Passwords::create_new_application_password( $xianshen_user, array( 'name' => 'test' ) );

	$xianshen_passwords[ $xianshen_login ] = array( $xianshen_user, $xianshen_password );
}
wp_delete_post( 1, true );
wp_delete_post( 2, true );
echo wp_json_encode( $xianshen_passwords ), "\n";
