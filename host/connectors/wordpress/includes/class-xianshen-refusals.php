<?php
/**
 * What was refused in this request, kept for the page that tells it.
 *
 * @package Xianshen
 */

defined( 'ABSPATH' ) || exit;

/**
 * Notes refusals: for the next page of the user, at the post, and in the log where nobody looks at a page.
 */
final class Xianshen_Refusals {

	/**
	 * Meta with the last refusal of a post.
	 */
	const META = '_xianshen_refusal';

	/**
	 * How many a page shows.
	 */
	const SHOWN = 50;

	/**
	 * How many were refused in this request.
	 *
	 * @var int
	 */
	private static $count = 0;

	/**
	 * Notes a refusal at its post.
	 *
	 * @param int              $id      The post; 0 for a new one.
	 * @param Xianshen_Refused $refused The refusal.
	 */
	public static function note( $id, Xianshen_Refused $refused ) {
		++self::$count;
		if ( $id ) {
			update_post_meta(
				$id,
				self::META,
				wp_slash(
					array(
						'at'      => time(),
						'code'    => $refused->reason,
						'message' => $refused->getMessage(),
					)
				)
			);
		}
	}

	/**
	 * Tells a refusal that no answer tells: on the user's next page, or in the log.
	 *
	 * @param int              $id      The post; 0 for a new one.
	 * @param string           $title   Its title.
	 * @param Xianshen_Refused $refused The refusal.
	 */
	public static function tell( $id, $title, Xianshen_Refused $refused ) {
		if ( get_current_user_id() && 'cli' !== PHP_SAPI && ! wp_doing_cron() ) {
			self::keep( $id, $title, $refused->getMessage() );
			return;
		}
		// The title is no part of it: a log is read by more people than a draft.
		$line = "先审闸门拒绝发布（稿件 {$id}，{$refused->reason}）：" . $refused->getMessage();
		if ( defined( 'WP_CLI' ) && WP_CLI ) {
			WP_CLI::warning( $line );
		} else {
			error_log( $line ); // phpcs:ignore WordPress.PHP.DevelopmentFunctions -- The channel has no other way to tell it.
		}
	}

	/**
	 * Takes the refusals that the user has not seen yet.
	 *
	 * @return array Arrays with id, title and message.
	 */
	public static function take() {
		$kept = get_transient( self::key() );
		delete_transient( self::key() );
		return is_array( $kept ) ? $kept : array();
	}

	/**
	 * How many were refused in this request.
	 *
	 * @return int
	 */
	public static function in_this_request() {
		return self::$count;
	}

	/**
	 * Forgets a post's last refusal: it was cleared since.
	 *
	 * @param int $id The post.
	 */
	public static function forget( $id ) {
		delete_post_meta( $id, self::META );
	}

	/**
	 * Keeps a refusal for the user's next page.
	 *
	 * @param int    $id      The post.
	 * @param string $title   Its title.
	 * @param string $message The message.
	 */
	private static function keep( $id, $title, $message ) {
		$kept   = get_transient( self::key() );
		$kept   = is_array( $kept ) ? $kept : array();
		$kept[] = compact( 'id', 'title', 'message' );
		set_transient( self::key(), array_slice( $kept, -self::SHOWN ), HOUR_IN_SECONDS );
	}

	/**
	 * Where a user's refusals are kept.
	 *
	 * @return string
	 */
	private static function key() {
		return 'xianshen_refusals_' . get_current_user_id();
	}
}
