<?php
/**
 * The panel beside the text, in the block editor and in the classic one.
 *
 * @package Xianshen
 */

defined( 'ABSPATH' ) || exit;

/**
 * Shows findings, the state of the case and the button that hands in.
 */
final class Xianshen_Panel {

	/**
	 * Files of the preview module that the page may ask for.
	 */
	const FILES = '/^(?:pack|model|[a-z0-9_]+\.(?:js|wasm))$/';

	/**
	 * Registers the hooks.
	 */
	public static function hook() {
		add_action( 'add_meta_boxes', array( __CLASS__, 'add' ) );
		add_action( 'admin_enqueue_scripts', array( __CLASS__, 'scripts' ) );
		add_action( 'wp_ajax_xianshen_preview', array( __CLASS__, 'preview' ) );
	}

	/**
	 * Adds the panel to every type that passes the gate.
	 *
	 * @param string $type The post type.
	 */
	public static function add( $type ) {
		if ( Xianshen_Status::is_gated_type( $type ) && post_type_exists( $type ) ) {
			add_meta_box( 'xianshen-panel', '先审', array( __CLASS__, 'render' ), $type, 'side', 'high' );
		}
	}

	/**
	 * The panel; the script fills it.
	 */
	public static function render() {
		require __DIR__ . '/panel-form.php';
	}

	/**
	 * Loads the script on editing pages.
	 *
	 * @param string $page The page.
	 */
	public static function scripts( $page ) {
		$post = get_post();
		if ( ! in_array( $page, array( 'post.php', 'post-new.php' ), true ) || ! $post ) {
			return;
		}
		$base = plugins_url( 'assets/', XIANSHEN_GATE_FILE );
		wp_enqueue_style( 'xianshen-panel', $base . 'panel.css', array(), XIANSHEN_GATE_VERSION );
		wp_enqueue_script( 'xianshen-panel', $base . 'panel.js', array( 'wp-api-fetch' ), XIANSHEN_GATE_VERSION, true );
		$settings = array(
			'post'    => $post->ID,
			'live'    => Xianshen_Status::is_live( $post->ID ),
			'worker'  => $base . 'worker.js?v=' . XIANSHEN_GATE_VERSION,
			'preview' => admin_url( 'admin-ajax.php?action=xianshen_preview&file=' ),
			'gate'    => Xianshen_Settings::get( 'address' ),
		);
		wp_add_inline_script( 'xianshen-panel', 'window.xianshenPanel = ' . wp_json_encode( $settings, JSON_HEX_TAG | JSON_HEX_AMP ) . ';', 'before' );
	}

	/**
	 * Passes a file of the preview module on: the same bytes as the gate has.
	 */
	public static function preview() {
		$file = isset( $_GET['file'] ) ? sanitize_file_name( wp_unslash( $_GET['file'] ) ) : ''; // phpcs:ignore WordPress.Security.NonceVerification -- It changes nothing.
		if ( ! current_user_can( 'edit_posts' ) || ! preg_match( self::FILES, $file ) ) {
			status_header( 404 );
			exit;
		}
		try {
			list( $type, $bytes ) = Xianshen_Client::preview( $file );
		} catch ( Xianshen_Refused $refused ) {
			status_header( 404 );
			exit;
		}
		header( 'Content-Type: ' . $type );
		header( 'X-Content-Type-Options: nosniff' );
		header( 'Cache-Control: private, max-age=300' );
		echo $bytes; // phpcs:ignore WordPress.Security.EscapeOutput -- A script or binary of the gate, never a page.
		exit;
	}
}
