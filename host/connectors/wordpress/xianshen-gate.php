<?php
/**
 * Plugin Name:       先审发布闸门
 * Description:       先审查、后公开：没有经先审平台审查通过的内容，WordPress 的任何途径都不能发布。
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      8.0
 * License:           Apache-2.0
 * License URI:       https://www.apache.org/licenses/LICENSE-2.0
 * Text Domain:       xianshen-gate
 *
 * @package Xianshen
 */

defined( 'ABSPATH' ) || exit;

define( 'XIANSHEN_GATE_FILE', __FILE__ );
define( 'XIANSHEN_GATE_VERSION', '0.1.0' );

foreach ( array( 'settings', 'refused', 'client', 'files', 'envelope', 'status', 'gate', 'refusals', 'channels', 'schedule', 'shown-data', 'uploads', 'outbox', 'rest', 'panel', 'admin' ) as $xianshen_part ) {
	require_once __DIR__ . "/includes/class-xianshen-{$xianshen_part}.php";
}

Xianshen_Gate::hook();
Xianshen_Channels::hook();
Xianshen_Schedule::hook();
Xianshen_Shown_Data::hook();
Xianshen_Uploads::hook();
Xianshen_Outbox::hook();
Xianshen_Rest::hook();
Xianshen_Panel::hook();
Xianshen_Admin::hook();

register_deactivation_hook( __FILE__, array( 'Xianshen_Outbox', 'unschedule' ) );
