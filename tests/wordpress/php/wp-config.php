<?php
/**
 * Configuration of the WordPress under test: SQLite, loopback, nothing of its own over the network.
 *
 * @package Xianshen
 */

$xianshen_address = trim( (string) file_get_contents( __DIR__ . '/address' ) );

define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', '' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', '' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
define( 'DB_DIR', __DIR__ . '/database/' );
define( 'DB_FILE', 'wordpress.sqlite' );
foreach ( array( 'AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE' ) as $xianshen_name ) {
	define( $xianshen_name . '_KEY', 'key of a test ' . $xianshen_name );
	define( $xianshen_name . '_SALT', 'salt of a test ' . $xianshen_name );
}
define( 'WP_HOME', 'http://' . $xianshen_address );
define( 'WP_SITEURL', 'http://' . $xianshen_address );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'WP_ACCESSIBLE_HOSTS', '127.0.0.1' );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'DISALLOW_FILE_MODS', true );
define( 'DISABLE_WP_CRON', true );
define( 'WP_ENVIRONMENT_TYPE', 'local' );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_DEBUG_LOG', __DIR__ . '/debug.log' );
define( 'WPLANG', 'zh_CN' );

$table_prefix = 'wp_'; // phpcs:ignore

if ( ! defined( 'ABSPATH' ) ) {
	define( 'ABSPATH', __DIR__ . '/' );
}
// WordPress 6.1 under PHP 8.2 is noisy about deprecations of its own.
error_reporting( E_ALL & ~E_DEPRECATED & ~E_USER_DEPRECATED ); // phpcs:ignore
require_once ABSPATH . 'wp-settings.php';
