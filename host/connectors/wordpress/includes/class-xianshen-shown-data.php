<?php
/**
 * What stands beside a text that is before the public: fields, featured image, sections. It was signed with the text, so it stays as it is.
 *
 * @package Xianshen
 */

defined( 'ABSPATH' ) || exit;

/**
 * Refuses changes of shown data of live posts.
 */
final class Xianshen_Shown_Data {

	/**
	 * Whether a change is being put back now.
	 *
	 * @var bool
	 */
	private static $restoring = false;

	/**
	 * Registers the hooks.
	 */
	public static function hook() {
		add_filter( 'add_post_metadata', array( __CLASS__, 'before_add' ), PHP_INT_MAX, 4 );
		add_filter( 'update_post_metadata', array( __CLASS__, 'before_update' ), PHP_INT_MAX, 4 );
		add_filter( 'delete_post_metadata', array( __CLASS__, 'before_delete' ), PHP_INT_MAX, 3 );
		add_filter( 'update_post_metadata_by_mid', array( __CLASS__, 'before_update_by_id' ), PHP_INT_MAX, 4 );
		add_filter( 'delete_post_metadata_by_mid', array( __CLASS__, 'before_delete_by_id' ), PHP_INT_MAX, 2 );
		add_action( 'added_term_relationship', array( __CLASS__, 'term_added' ), 10, 3 );
		add_action( 'deleted_term_relationships', array( __CLASS__, 'terms_removed' ), 10, 3 );
	}

	/**
	 * A new value.
	 *
	 * @param mixed  $check Null unless another plugin decided.
	 * @param int    $id    The post.
	 * @param string $key   The key.
	 * @param mixed  $value The value.
	 * @return mixed
	 */
	public static function before_add( $check, $id, $key, $value ) {
		return self::may_change( $id, $key ) ? $check : self::refuse( $id, $key );
	}

	/**
	 * Another value; the same one again is no change.
	 *
	 * @param mixed  $check Null unless another plugin decided.
	 * @param int    $id    The post.
	 * @param string $key   The key.
	 * @param mixed  $value The value.
	 * @return mixed
	 */
	public static function before_update( $check, $id, $key, $value ) {
		$is_same = array( $value ) === get_post_meta( $id, $key ) || array( (string) maybe_serialize( $value ) ) === get_post_meta( $id, $key );
		return $is_same || self::may_change( $id, $key ) ? $check : self::refuse( $id, $key );
	}

	/**
	 * A value that is removed.
	 *
	 * @param mixed  $check Null unless another plugin decided.
	 * @param int    $id    The post.
	 * @param string $key   The key.
	 * @return mixed
	 */
	public static function before_delete( $check, $id, $key ) {
		return self::may_change( $id, $key ) || ! get_post_meta( $id, $key ) ? $check : self::refuse( $id, $key );
	}

	/**
	 * A value that is named by its own number, as the classic editor and XML-RPC do.
	 *
	 * @param mixed        $check Null unless another plugin decided.
	 * @param int          $mid   The value's number.
	 * @param mixed        $value The value.
	 * @param string|false $key   The key, when it changes too.
	 * @return mixed
	 */
	public static function before_update_by_id( $check, $mid, $value, $key ) {
		$meta = get_metadata_by_mid( 'post', $mid );
		if ( ! $meta || ( $meta->meta_value === $value && ( ! $key || $key === $meta->meta_key ) ) ) {
			return $check;
		}
		$may = self::may_change( $meta->post_id, $meta->meta_key ) && ( ! $key || self::may_change( $meta->post_id, $key ) );
		return $may ? $check : self::refuse( $meta->post_id, $meta->meta_key );
	}

	/**
	 * A value that is removed by its own number.
	 *
	 * @param mixed $check Null unless another plugin decided.
	 * @param int   $mid   The value's number.
	 * @return mixed
	 */
	public static function before_delete_by_id( $check, $mid ) {
		$meta = get_metadata_by_mid( 'post', $mid );
		return ! $meta || self::may_change( $meta->post_id, $meta->meta_key ) ? $check : self::refuse( $meta->post_id, $meta->meta_key );
	}

	/**
	 * A section that a live post was put into: taken out again.
	 *
	 * @param int    $id       The post.
	 * @param int    $tt_id    The section's relationship.
	 * @param string $taxonomy The taxonomy.
	 */
	public static function term_added( $id, $tt_id, $taxonomy ) {
		if ( self::$restoring || ! self::is_watched_taxonomy( $taxonomy ) || ! Xianshen_Status::is_live( $id ) ) {
			return;
		}
		$term = get_term_by( 'term_taxonomy_id', $tt_id, $taxonomy );
		self::restore(
			$id,
			function () use ( $id, $term, $taxonomy ) {
				wp_remove_object_terms( $id, array( (int) $term->term_id ), $taxonomy );
			}
		);
	}

	/**
	 * Sections that a live post was taken out of: put back.
	 *
	 * @param int    $id       The post.
	 * @param int[]  $tt_ids   The sections' relationships.
	 * @param string $taxonomy The taxonomy.
	 */
	public static function terms_removed( $id, $tt_ids, $taxonomy ) {
		if ( self::$restoring || ! self::is_watched_taxonomy( $taxonomy ) || ! Xianshen_Status::is_live( $id ) || doing_action( 'delete_post' ) ) {
			return;
		}
		$terms = array();
		foreach ( $tt_ids as $tt_id ) {
			$term = get_term_by( 'term_taxonomy_id', $tt_id, $taxonomy );
			if ( $term ) {
				$terms[] = (int) $term->term_id;
			}
		}
		self::restore(
			$id,
			function () use ( $id, $terms, $taxonomy ) {
				wp_set_object_terms( $id, $terms, $taxonomy, true );
			}
		);
	}

	/**
	 * Puts a section back and tells why.
	 *
	 * @param int      $id   The post.
	 * @param callable $work What puts it back.
	 */
	private static function restore( $id, callable $work ) {
		self::$restoring = true;
		try {
			$work();
		} finally {
			self::$restoring = false;
		}
		self::refuse( $id, '栏目或标签' );
	}

	/**
	 * Whether a taxonomy is part of what was signed.
	 *
	 * @param string $taxonomy Its name.
	 * @return bool
	 */
	private static function is_watched_taxonomy( $taxonomy ) {
		$known = get_taxonomy( $taxonomy );
		return $known && $known->public;
	}

	/**
	 * Whether a key may be changed: it is not shown, or the post is not before the public.
	 *
	 * @param int    $id  The post.
	 * @param string $key The key.
	 * @return bool
	 */
	private static function may_change( $id, $key ) {
		$shown   = Xianshen_Settings::get( 'shown' );
		$watched = isset( $shown[ $key ] ) || in_array( $key, array( '_thumbnail_id', '_wp_page_template' ), true );
		return ! $watched || ! Xianshen_Status::is_live( $id );
	}

	/**
	 * Refuses a change.
	 *
	 * @param int    $id  The post.
	 * @param string $key The key or its name.
	 * @return bool False, which is what the metadata functions return then.
	 */
	private static function refuse( $id, $key ) {
		$names   = array_merge( array( '_thumbnail_id' => '特色图片', '_wp_page_template' => '页面模板' ), Xianshen_Settings::get( 'shown' ) ); // phpcs:ignore WordPress.Arrays
		$name    = $names[ $key ] ?? $key;
		$message = "第四条：已发布稿件的“{$name}”是审查内容的一部分，不能直接改动。请先撤下稿件，修改后重新送审。";
		Xianshen_Gate::refuse( new Xianshen_Refused( 'content-changed', $message ), (int) $id, get_the_title( $id ) );
		return false;
	}
}
