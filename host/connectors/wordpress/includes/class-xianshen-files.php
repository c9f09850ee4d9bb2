<?php
/**
 * Files that are published with a post: the featured image, and files of the media library that the text names.
 *
 * @package Xianshen
 */

defined( 'ABSPATH' ) || exit;

/**
 * Finds a post's files and has their digests computed by the gate.
 */
final class Xianshen_Files {

	/**
	 * Meta with the digest of a file, and the size and time it was computed for.
	 */
	const DIGEST = '_xianshen_digest';

	/**
	 * Files of these types are text that the gate can screen; of others the reviewer reads the file itself.
	 */
	const TEXT = array( 'text/plain', 'text/csv', 'text/html' );

	/**
	 * The attachments of a post's document.
	 *
	 * @param int    $id   The post.
	 * @param string $body Its content.
	 * @return array
	 * @throws Xianshen_Refused When a digest cannot be had.
	 */
	public static function of( $id, $body ) {
		$attachments = array();
		foreach ( self::numbers( $id, $body ) as $number ) {
			$file = get_attached_file( $number );
			if ( $file && is_readable( $file ) ) {
				$type          = (string) get_post_mime_type( $number );
				$attachments[] = array(
					'name'       => wp_basename( $file ),
					'media_type' => $type ? $type : 'application/octet-stream',
					'digest'     => self::digest( $number, $file ),
					'text'       => self::text( $type, $file ),
				);
			}
		}
		return $attachments;
	}

	/**
	 * The media library's numbers of a post's files, in a fixed order.
	 *
	 * @param int    $id   The post.
	 * @param string $body Its content.
	 * @return int[]
	 */
	public static function numbers( $id, $body ) {
		$found = array( (int) get_post_thumbnail_id( $id ) );
		preg_match_all( '/wp-image-(\d+)|"(?:id|mediaId)":(\d+)|\bids=["\']([\d, ]+)["\']/', $body, $named, PREG_SET_ORDER );
		foreach ( $named as $one ) {
			foreach ( explode( ',', (string) end( $one ) ) as $number ) {
				$found[] = (int) $number;
			}
		}
		$uploads = wp_get_upload_dir();
		$base    = preg_quote( preg_replace( '#^https?:#', '', $uploads['baseurl'] ), '#' );
		preg_match_all( '#(?:https?:)?' . $base . '/[^\s"\'<>?\#\\\\)]+#u', $body, $addresses );
		foreach ( array_unique( $addresses[0] ) as $address ) {
			$found[] = self::by_address( $address );
		}
		$is_file = function ( $number ) {
			return $number > 0 && 'attachment' === get_post_type( $number );
		};
		$numbers = array_values( array_unique( array_filter( $found, $is_file ) ) );
		sort( $numbers );
		return $numbers;
	}

	/**
	 * The file behind an address, also when the address is one of its smaller sizes.
	 *
	 * @param string $address The address.
	 * @return int
	 */
	private static function by_address( $address ) {
		$number = attachment_url_to_postid( $address );
		return $number ? $number : attachment_url_to_postid( preg_replace( '/-\d+x\d+(?=\.\w+$)/', '', $address ) );
	}

	/**
	 * The digest of a file; computed once for each state of it.
	 *
	 * @param int    $number The attachment.
	 * @param string $file   Its path.
	 * @return string
	 * @throws Xianshen_Refused When there is no answer.
	 */
	private static function digest( $number, $file ) {
		clearstatcache( true, $file );
		$state = filesize( $file ) . '-' . filemtime( $file ) . '-' . hash_file( 'sha256', $file );
		$known = get_post_meta( $number, self::DIGEST, true );
		if ( is_array( $known ) && ( $known['state'] ?? '' ) === $state ) {
			return (string) $known['digest'];
		}
		// phpcs:ignore WordPress.WP.AlternativeFunctions -- A local file.
		$digest = Xianshen_Client::digest( (string) file_get_contents( $file ) );
		update_post_meta(
			$number,
			self::DIGEST,
			array(
				'state'  => $state,
				'digest' => $digest,
			)
		);
		return $digest;
	}

	/**
	 * The text of a file; null when it cannot be read here.
	 *
	 * @param string $type Its media type.
	 * @param string $file Its path.
	 * @return string|null
	 */
	private static function text( $type, $file ) {
		if ( ! in_array( $type, self::TEXT, true ) ) {
			return null;
		}
		// phpcs:ignore WordPress.WP.AlternativeFunctions -- A local file.
		$text = (string) file_get_contents( $file );
		return wp_check_invalid_utf8( $text ) === $text ? $text : null;
	}
}
