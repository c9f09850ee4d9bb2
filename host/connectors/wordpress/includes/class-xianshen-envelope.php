<?php
/**
 * What is handed in and what is about to be published, in the one form that the gate compares.
 *
 * @package Xianshen
 */

defined( 'ABSPATH' ) || exit;

/**
 * Builds the document of a post.
 */
final class Xianshen_Envelope {

	/**
	 * Meta with slug and date that WordPress itself gave on publication: they were not there to be reviewed.
	 */
	const FLOATING = '_xianshen_floating';

	/**
	 * A date this close to now is the moment of publication, in seconds.
	 */
	const NOW = 600;

	/**
	 * The document of a post as it is stored, or as it would be with other values.
	 *
	 * @param int   $id  The post.
	 * @param array $row Columns of wp_posts, not slashed.
	 * @param array $old The columns as they are stored now; empty for a new post.
	 * @return array
	 * @throws Xianshen_Refused When a file's digest cannot be had.
	 */
	public static function build( $id, array $row, array $old ) {
		$body     = (string) $row['post_content'];
		$metadata = array_merge( self::columns( $id, $row, $old ), self::terms( $id, $row['post_type'] ), self::shown( $id ) );
		return array(
			'channel'     => Xianshen_Settings::get( 'channel' ),
			'title'       => (string) $row['post_title'],
			'summary'     => (string) $row['post_excerpt'],
			'body_format' => 'html',
			'body'        => $body,
			'attachments' => Xianshen_Files::of( $id, $body ),
			'metadata'    => $metadata,
		);
	}

	/**
	 * The document of what the database has now.
	 *
	 * @param int $id The post.
	 * @return array
	 * @throws Xianshen_Refused When a file's digest cannot be had.
	 */
	public static function stored( $id ) {
		$row = get_post( $id, ARRAY_A );
		return self::build( $id, $row, $row );
	}

	/**
	 * What an editor hands in: the stored text; of a live post, which keeps its text, the newer autosave.
	 *
	 * @param int $id   The post.
	 * @param int $user The editor.
	 * @return array
	 * @throws Xianshen_Refused When a file's digest cannot be had.
	 */
	public static function drafted( $id, $user ) {
		$old  = get_post( $id, ARRAY_A );
		$row  = $old;
		$auto = Xianshen_Status::is_live( $id ) ? wp_get_post_autosave( $id, $user ) : false;
		if ( $auto && strtotime( $auto->post_modified_gmt ) >= strtotime( $old['post_modified_gmt'] ) ) {
			foreach ( array( 'post_title', 'post_content', 'post_excerpt' ) as $column ) {
				$row[ $column ] = $auto->$column;
			}
		}
		return self::build( $id, $row, $old );
	}

	/**
	 * Remembers slug and date that were not decided by a person.
	 *
	 * @param int   $id  The post.
	 * @param array $row The columns as they went out.
	 * @param array $old The columns before.
	 */
	public static function remember( $id, array $row, array $old ) {
		if ( ! $old || ! Xianshen_Status::is_public( $old['post_status'] ) ) {
			$floating = get_post_meta( $id, self::FLOATING, true );
			$floating = is_array( $floating ) ? $floating : array();
			if ( ! $old || ! self::has_slug( $old ) ) {
				$floating['slug'] = $row['post_name'];
			}
			if ( ! $old || self::is_floating( $old['post_date_gmt'] ) ) {
				$floating['date'] = $row['post_date'];
			}
			update_post_meta( $id, self::FLOATING, wp_slash( $floating ) );
		}
	}

	/**
	 * What stands beside the text in the post's own row.
	 *
	 * @param int   $id  The post.
	 * @param array $row Its columns.
	 * @param array $old The columns as they are stored now.
	 * @return array Pairs of name and value.
	 */
	private static function columns( $id, array $row, array $old ) {
		$floating = get_post_meta( $id, self::FLOATING, true );
		$floating = is_array( $floating ) ? $floating : array();
		$live     = $old && Xianshen_Status::is_public( $old['post_status'] );
		$author   = get_userdata( (int) $row['post_author'] );
		$pairs    = array(
			array( '内容类型', (string) $row['post_type'] ),
			array( '署名', $author ? (string) $author->display_name : '' ),
		);
		if ( (int) $row['post_parent'] ) {
			$pairs[] = array( '上级页面', (string) (int) $row['post_parent'] );
		}
		$slug_is_given = $live || ! $old || self::has_slug( $old );
		if ( '' !== (string) $row['post_name'] && $slug_is_given && ( $floating['slug'] ?? null ) !== $row['post_name'] ) {
			$pairs[] = array( '网址别名', rawurldecode( (string) $row['post_name'] ) );
		}
		if ( self::has_date( $row, $old, $live ) && ( $floating['date'] ?? null ) !== $row['post_date'] ) {
			$pairs[] = array( '发布日期', (string) $row['post_date'] );
		}
		return $pairs;
	}

	/**
	 * Whether a post has an address of its own; the trash gives one to drafts that had none.
	 *
	 * @param array $row Its columns.
	 * @return bool
	 */
	public static function has_slug( array $row ) {
		return '' !== (string) $row['post_name'] && 0 !== strpos( $row['post_name'], '__trashed' );
	}

	/**
	 * Whether somebody decided on the date, so that it is reviewed: a draft without one goes out with the moment of publication.
	 *
	 * @param array $row  The columns.
	 * @param array $old  The columns as they are stored now.
	 * @param bool  $live Whether the post is before the public.
	 * @return bool
	 */
	private static function has_date( array $row, array $old, $live ) {
		if ( self::is_floating( $row['post_date_gmt'] ) ) {
			return false;
		}
		if ( ! $live && $old && self::is_floating( $old['post_date_gmt'] ) ) {
			return abs( strtotime( $row['post_date_gmt'] . ' GMT' ) - time() ) > self::NOW;
		}
		return true;
	}

	/**
	 * Whether a date is none.
	 *
	 * @param string $date As in post_date_gmt.
	 * @return bool
	 */
	public static function is_floating( $date ) {
		return ! $date || '0000-00-00 00:00:00' === $date;
	}

	/**
	 * Sections and tags, a pair a taxonomy.
	 *
	 * @param int    $id   The post.
	 * @param string $type Its type.
	 * @return array Pairs of name and value.
	 */
	private static function terms( $id, $type ) {
		$pairs = array();
		foreach ( get_object_taxonomies( $type, 'objects' ) as $name => $taxonomy ) {
			if ( ! $taxonomy->public && 'post_format' !== $name ) {
				continue;
			}
			$terms = wp_get_object_terms( $id, $name, array( 'fields' => 'names' ) );
			if ( is_array( $terms ) && $terms ) {
				sort( $terms, SORT_STRING );
				$pairs[] = array( '分类:' . $name, html_entity_decode( implode( '、', $terms ), ENT_QUOTES, 'UTF-8' ) );
			}
		}
		return $pairs;
	}

	/**
	 * Custom fields that readers see, as the settings list them.
	 *
	 * @param int $id The post.
	 * @return array Pairs of name and value.
	 */
	private static function shown( $id ) {
		$pairs = array();
		foreach ( Xianshen_Settings::get( 'shown' ) as $key => $name ) {
			$values = array_filter( get_post_meta( $id, $key ), 'is_scalar' );
			if ( $values ) {
				$pairs[] = array( '字段:' . $name, implode( '、', array_map( 'strval', $values ) ) );
			}
		}
		$template = get_post_meta( $id, '_wp_page_template', true );
		if ( $template && 'default' !== $template ) {
			$pairs[] = array( '页面模板', (string) $template );
		}
		return $pairs;
	}
}
