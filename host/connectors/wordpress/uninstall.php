<?php
/**
 * Removes the settings, the token among them. What was held back stays where it is: nothing becomes public by uninstalling.
 *
 * @package Xianshen
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

delete_option( 'xianshen_gate' );
delete_option( 'xianshen_outbox' );
wp_clear_scheduled_hook( 'xianshen_flush' );
