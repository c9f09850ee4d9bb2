<?php
/**
 * Scheduled posts: at their time they pass the gate like everything else, before anything is written.
 *
 * @package Xianshen
 */

defined( 'ABSPATH' ) || exit;

/**
 * Stands in for WordPress's own release of scheduled posts.
 */
final class Xianshen_Schedule {

	/**
	 * How long to wait for a gate that gave no verdict, in seconds.
	 */
	const RETRY = 300;

	/**
	 * Registers the hooks.
	 */
	public static function hook() {
		remove_action( 'publish_future_post', 'check_and_publish_future_post', 10 );
		add_action( 'publish_future_post', array( __CLASS__, 'release' ) );
	}

	/**
	 * Releases a scheduled post on behalf of who scheduled it.
	 *
	 * @param int|WP_Post $post The post.
	 */
	public static function release( $post ) {
		$post = get_post( $post );
		if ( ! $post || 'future' !== $post->post_status ) {
			return;
		}
		if ( strtotime( $post->post_date_gmt . ' GMT' ) > time() ) {
			self::again( $post->ID, strtotime( $post->post_date_gmt . ' GMT' ) );
			return;
		}
		try {
			Xianshen_Gate::publish_stored( $post, (string) get_post_meta( $post->ID, Xianshen_Gate::SCHEDULED_BY, true ) );
		} catch ( Xianshen_Refused $refused ) {
			Xianshen_Refusals::note( $post->ID, $refused );
			Xianshen_Refusals::tell( $post->ID, $post->post_title, $refused );
			self::hold( $post, $refused );
		}
	}

	/**
	 * A gate without a verdict is asked again later; what it refused waits for people.
	 *
	 * @param WP_Post          $post    The post.
	 * @param Xianshen_Refused $refused Why.
	 */
	private static function hold( $post, Xianshen_Refused $refused ) {
		if ( $refused->no_verdict() ) {
			self::again( $post->ID, time() + self::RETRY );
		} else {
			Xianshen_Gate::set_pending( $post );
		}
	}

	/**
	 * Asks for another try.
	 *
	 * @param int $id The post.
	 * @param int $at When.
	 */
	private static function again( $id, $at ) {
		wp_clear_scheduled_hook( 'publish_future_post', array( $id ) );
		wp_schedule_single_event( $at, 'publish_future_post', array( $id ) );
	}
}
