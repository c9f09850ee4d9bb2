<?php
/**
 * Uploaded files: kept where no reader reaches them until a cleared post that names them goes out. Their addresses stay the same.
 *
 * @package Xianshen
 */

defined( 'ABSPATH' ) || exit;

/**
 * Holds files back and releases them.
 */
final class Xianshen_Uploads {

	/**
	 * Option with the folder's name, which nobody can guess.
	 */
	const FOLDER = 'xianshen_held';

	/**
	 * Registers the hooks.
	 */
	public static function hook() {
		add_filter( 'wp_handle_upload', array( __CLASS__, 'hold' ), PHP_INT_MAX );
		add_filter( '_wp_relative_upload_path', array( __CLASS__, 'relative' ), 10, 2 );
		add_filter( 'get_attached_file', array( __CLASS__, 'find' ), PHP_INT_MAX, 2 );
		add_filter( 'wp_insert_attachment_data', array( __CLASS__, 'hide' ), PHP_INT_MAX, 2 );
		add_action( 'delete_attachment', array( __CLASS__, 'remove' ) );
		add_action( 'init', array( __CLASS__, 'serve' ), 0 );
	}

	/**
	 * Moves a file that has just been uploaded out of the readers' reach.
	 *
	 * @param array $upload File, address and type.
	 * @return array
	 */
	public static function hold( $upload ) {
		if ( ! empty( $upload['error'] ) || empty( $upload['file'] ) ) {
			return $upload;
		}
		$relative = self::under( wp_get_upload_dir()['basedir'], $upload['file'] );
		if ( null === $relative ) {
			return $upload;
		}
		$held = self::folder() . '/' . $relative;
		if ( ! wp_mkdir_p( dirname( $held ) ) || ! rename( $upload['file'], $held ) ) { // phpcs:ignore WordPress.WP.AlternativeFunctions
			wp_delete_file( $upload['file'] );
			return array( 'error' => '附件无法存入待审目录，已拒绝上传。请管理员检查 wp-content 目录的写权限。' );
		}
		$upload['file'] = $held;
		return $upload;
	}

	/**
	 * The page of a held file, with its title and caption, is not for readers either.
	 *
	 * @param array $data    Slashed columns of the attachment.
	 * @param array $postarr What was asked for.
	 * @return array
	 */
	public static function hide( $data, $postarr ) {
		$file = isset( $postarr['file'] ) ? (string) $postarr['file'] : '';
		if ( '' === $file && ! empty( $postarr['ID'] ) ) {
			$file = (string) get_attached_file( (int) $postarr['ID'] );
		}
		if ( 'inherit' === $data['post_status'] && null !== self::under( self::folder(), $file ) ) {
			$data['post_status'] = 'private';
		}
		return $data;
	}

	/**
	 * The path that WordPress stores: as if the file lay where it will lie.
	 *
	 * @param string $relative What WordPress made of it.
	 * @param string $path     The whole path.
	 * @return string
	 */
	public static function relative( $relative, $path ) {
		return self::under( self::folder(), $path ) ?? $relative;
	}

	/**
	 * Where a file lies now.
	 *
	 * @param string|false $file   Where it will lie.
	 * @param int          $number The attachment.
	 * @return string|false
	 */
	public static function find( $file, $number ) {
		if ( ! $file || file_exists( $file ) ) {
			return $file;
		}
		$held = self::folder() . '/' . get_post_meta( $number, '_wp_attached_file', true );
		return is_file( $held ) ? $held : $file;
	}

	/**
	 * Puts the files of a cleared post where readers reach them.
	 *
	 * @param int[] $numbers The attachments.
	 */
	public static function release( array $numbers ) {
		global $wpdb;
		$base = wp_get_upload_dir()['basedir'];
		foreach ( $numbers as $number ) {
			foreach ( self::names( $number ) as $name ) {
				$held = self::folder() . '/' . $name;
				if ( is_file( $held ) && wp_mkdir_p( dirname( $base . '/' . $name ) ) ) {
					rename( $held, $base . '/' . $name ); // phpcs:ignore WordPress.WP.AlternativeFunctions
				}
			}
			// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- Only a status that was set here is taken back.
			$wpdb->update( $wpdb->posts, array( 'post_status' => 'inherit' ), array( 'ID' => $number, 'post_status' => 'private' ) ); // phpcs:ignore WordPress.Arrays
			clean_post_cache( $number );
		}
	}

	/**
	 * Removes the held files of an attachment that is deleted.
	 *
	 * @param int $number The attachment.
	 */
	public static function remove( $number ) {
		foreach ( self::names( $number ) as $name ) {
			wp_delete_file( self::folder() . '/' . $name );
		}
	}

	/**
	 * Shows a held file to people who may upload: the editor's page would show a hole otherwise. To everybody else it does not exist.
	 */
	public static function serve() {
		$asked = isset( $_SERVER['REQUEST_URI'] ) ? (string) wp_parse_url( wp_unslash( $_SERVER['REQUEST_URI'] ), PHP_URL_PATH ) : ''; // phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- Compared and resolved below.
		$base  = (string) wp_parse_url( wp_get_upload_dir()['baseurl'], PHP_URL_PATH ) . '/';
		if ( 0 !== strpos( $asked, $base ) || ! current_user_can( 'upload_files' ) ) {
			return;
		}
		$folder = realpath( self::folder() );
		$file   = realpath( self::folder() . '/' . rawurldecode( substr( $asked, strlen( $base ) ) ) );
		if ( ! $folder || ! $file || null === self::under( $folder, $file ) || ! is_file( $file ) ) {
			return;
		}
		$type = wp_check_filetype( $file );
		header( 'Content-Type: ' . ( $type['type'] ? $type['type'] : 'application/octet-stream' ) );
		header( 'Content-Disposition: ' . ( 0 === strpos( (string) $type['type'], 'image/' ) ? 'inline' : 'attachment' ) );
		header( "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; sandbox" );
		header( 'X-Content-Type-Options: nosniff' );
		header( 'Cache-Control: private, no-store' );
		readfile( $file ); // phpcs:ignore WordPress.WP.AlternativeFunctions
		exit;
	}

	/**
	 * The folder; outside the web's root where the operator names one, else one that cannot be guessed.
	 *
	 * @return string
	 */
	private static function folder() {
		if ( defined( 'XIANSHEN_HELD_DIR' ) ) {
			return untrailingslashit( XIANSHEN_HELD_DIR );
		}
		$name = get_option( self::FOLDER );
		if ( ! $name ) {
			$name = 'xianshen-held-' . wp_generate_password( 32, false );
			add_option( self::FOLDER, $name );
			$name = get_option( self::FOLDER );
		}
		$folder = WP_CONTENT_DIR . '/' . $name;
		if ( ! is_dir( $folder ) && wp_mkdir_p( $folder ) ) {
			file_put_contents( $folder . '/.htaccess', "Require all denied\n" ); // phpcs:ignore WordPress.WP.AlternativeFunctions
			file_put_contents( $folder . '/index.php', "<?php\n" ); // phpcs:ignore WordPress.WP.AlternativeFunctions
		}
		return $folder;
	}

	/**
	 * The files of an attachment, below the upload folder: the file, its sizes, its original.
	 *
	 * @param int $number The attachment.
	 * @return string[]
	 */
	private static function names( $number ) {
		$name = (string) get_post_meta( $number, '_wp_attached_file', true );
		if ( '' === $name || 0 !== validate_file( $name ) ) {
			return array();
		}
		$names  = array( $name );
		$folder = '.' === dirname( $name ) ? '' : dirname( $name ) . '/';
		$meta   = wp_get_attachment_metadata( $number, true );
		$meta   = is_array( $meta ) ? $meta : array();
		foreach ( $meta['sizes'] ?? array() as $size ) {
			$names[] = $folder . wp_basename( (string) $size['file'] );
		}
		if ( ! empty( $meta['original_image'] ) ) {
			$names[] = $folder . wp_basename( $meta['original_image'] );
		}
		return array_unique( $names );
	}

	/**
	 * A path below a folder.
	 *
	 * @param string $folder The folder.
	 * @param string $path   The path.
	 * @return string|null Null when it is not below it.
	 */
	private static function under( $folder, $path ) {
		$folder = trailingslashit( wp_normalize_path( $folder ) );
		$path   = wp_normalize_path( $path );
		return 0 === strpos( $path, $folder ) ? substr( $path, strlen( $folder ) ) : null;
	}
}
