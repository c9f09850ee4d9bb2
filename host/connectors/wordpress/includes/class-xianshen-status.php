<?php
/**
 * Which posts and which statuses are before the public.
 *
 * @package Xianshen
 */

defined( 'ABSPATH' ) || exit;

/**
 * Says what the gate stands in front of.
 */
final class Xianshen_Status {

	/**
	 * Types that are no content of their own: versions, menus, the look of the site.
	 */
	const SKIPPED = array(
		'revision',
		'attachment',
		'nav_menu_item',
		'custom_css',
		'customize_changeset',
		'oembed_cache',
		'user_request',
		'wp_template',
		'wp_template_part',
		'wp_global_styles',
		'wp_navigation',
	);

	/**
	 * Whether posts of this type pass the gate. Types that nobody knows do too: a plugin that is switched off must not open a way.
	 *
	 * @param string $type The post type.
	 * @return bool
	 */
	public static function is_gated_type( $type ) {
		return ! in_array( $type, self::SKIPPED, true );
	}

	/**
	 * Whether readers can see posts of this status: published, private, or a custom one that is public.
	 *
	 * @param string $status The status.
	 * @return bool
	 */
	public static function is_public( $status ) {
		if ( in_array( $status, array( 'publish', 'private' ), true ) ) {
			return true;
		}
		$known = get_post_status_object( $status );
		return $known && 'inherit' !== $status && ( $known->public || $known->private || $known->publicly_queryable );
	}

	/**
	 * Whether a post in the database is before the public now; the cache may be behind.
	 *
	 * @param int $id The post.
	 * @return bool
	 */
	public static function is_live( $id ) {
		global $wpdb;
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The cache is behind in the middle of wp_insert_post.
		$row = $wpdb->get_row( $wpdb->prepare( "SELECT post_type, post_status FROM $wpdb->posts WHERE ID = %d", $id ) );
		return $row && self::is_gated_type( $row->post_type ) && self::is_public( $row->post_status );
	}

	/**
	 * The connector's number of a post.
	 *
	 * @param string $type The post type.
	 * @param int    $id   The post.
	 * @return string
	 */
	public static function item( $type, $id ) {
		$prefix = is_multisite() ? 'b' . get_current_blog_id() . '-' : '';
		return $prefix . $type . '-' . $id;
	}
}
