<?php
/**
 * Reports to the gate: what went out and where, what was taken down. Kept until the gate has taken them.
 *
 * @package Xianshen
 */

defined( 'ABSPATH' ) || exit;

/**
 * One option row a report, so that two requests at once lose none.
 */
final class Xianshen_Outbox {

	const PREFIX = 'xianshen_outbox_';

	/**
	 * How many a run sends.
	 */
	const BATCH = 200;

	/**
	 * Registers the hooks.
	 */
	public static function hook() {
		add_filter( 'cron_schedules', array( __CLASS__, 'interval' ) ); // phpcs:ignore WordPress.WP.CronInterval -- Five minutes.
		add_action( 'xianshen_flush', array( __CLASS__, 'flush' ) );
		add_action( 'admin_init', array( __CLASS__, 'schedule' ) );
	}

	/**
	 * The interval of the reports.
	 *
	 * @param array $schedules Known intervals.
	 * @return array
	 */
	public static function interval( $schedules ) {
		$schedules['xianshen_five_minutes'] = array(
			'interval' => 300,
			'display'  => '每 5 分钟',
		);
		return $schedules;
	}

	/**
	 * Makes sure that what waits is sent; without cron the next page of the administration does it.
	 */
	public static function schedule() {
		if ( ! wp_next_scheduled( 'xianshen_flush' ) ) {
			wp_schedule_event( time() + 300, 'xianshen_five_minutes', 'xianshen_flush' );
		}
		if ( ! get_transient( 'xianshen_flushed' ) ) {
			set_transient( 'xianshen_flushed', 1, 300 );
			self::flush();
		}
	}

	/**
	 * Ends the schedule when the plugin is switched off.
	 */
	public static function unschedule() {
		wp_clear_scheduled_hook( 'xianshen_flush' );
	}

	/**
	 * Adds a report; it is sent when the request is done.
	 *
	 * @param string $verb   published or withdrawn.
	 * @param string $type   The post type.
	 * @param int    $id     The post.
	 * @param string $person The person of the gate; may be empty.
	 */
	public static function add( $verb, $type, $id, $person ) {
		$report = array(
			'verb'   => $verb,
			'item'   => Xianshen_Status::item( $type, $id ),
			'post'   => $id,
			'person' => $person,
		);
		add_option( self::PREFIX . str_replace( '.', '', uniqid( '', true ) ), $report, '', 'no' );
		if ( ! has_action( 'shutdown', array( __CLASS__, 'flush' ) ) ) {
			add_action( 'shutdown', array( __CLASS__, 'flush' ) );
		}
	}

	/**
	 * Sends what waits, oldest first; stops when the gate gives no answer.
	 */
	public static function flush() {
		global $wpdb;
		$like = $wpdb->esc_like( self::PREFIX ) . '%';
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- A list of options by prefix has no function of its own.
		$names = $wpdb->get_col( $wpdb->prepare( "SELECT option_name FROM $wpdb->options WHERE option_name LIKE %s ORDER BY option_id LIMIT %d", $like, self::BATCH ) );
		foreach ( $names as $name ) {
			$report = get_option( $name );
			if ( is_array( $report ) && ! self::send( $report ) ) {
				return;
			}
			delete_option( $name );
		}
	}

	/**
	 * How many reports wait.
	 *
	 * @return int
	 */
	public static function waiting() {
		global $wpdb;
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- As above.
		return (int) $wpdb->get_var( $wpdb->prepare( "SELECT count(*) FROM $wpdb->options WHERE option_name LIKE %s", $wpdb->esc_like( self::PREFIX ) . '%' ) );
	}

	/**
	 * Sends one report.
	 *
	 * @param array $report The report.
	 * @return bool Whether the gate has taken it, or has said why it never will.
	 */
	private static function send( array $report ) {
		$body = array( 'person' => $report['person'] );
		if ( 'published' === $report['verb'] ) {
			$body['address'] = (string) get_permalink( $report['post'] );
		}
		try {
			Xianshen_Client::step( $report['item'], $report['verb'], $body );
		} catch ( Xianshen_Refused $refused ) {
			if ( 'withdrawn' === $report['verb'] || $refused->no_verdict() || 'bad-token' === $refused->reason ) {
				return false;
			}
			error_log( "先审闸门没有接受发布回报（{$report['item']}，{$refused->reason}）" ); // phpcs:ignore WordPress.PHP.DevelopmentFunctions
		}
		return true;
	}
}
