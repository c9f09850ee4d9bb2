<?php
/**
 * How each way to publish tells a refusal: REST error, XML-RPC fault, page, notice.
 *
 * @package Xianshen
 */

defined( 'ABSPATH' ) || exit;

/**
 * Wraps the channels of WordPress.
 */
final class Xianshen_Channels {

	/**
	 * Registers the hooks.
	 */
	public static function hook() {
		add_filter( 'rest_dispatch_request', array( __CLASS__, 'rest' ), PHP_INT_MAX, 4 );
		add_filter( 'xmlrpc_methods', array( __CLASS__, 'xmlrpc' ), PHP_INT_MAX );
		add_filter( 'wp_redirect', array( __CLASS__, 'count_bulk' ) );
		add_action( 'admin_notices', array( __CLASS__, 'notices' ) );
	}

	/**
	 * Runs the callback of a REST route, so that a refusal becomes its answer: single requests and those of a batch.
	 *
	 * @param mixed           $result  What another plugin answered.
	 * @param WP_REST_Request $request The request.
	 * @param string          $route   Its route.
	 * @param array           $handler Its handler.
	 * @return mixed
	 */
	public static function rest( $result, $request, $route, $handler ) {
		if ( null !== $result || in_array( $request->get_method(), array( 'GET', 'HEAD', 'OPTIONS' ), true ) ) {
			return $result;
		}
		try {
			return Xianshen_Gate::catching(
				function () use ( $handler, $request ) {
					return call_user_func( $handler['callback'], $request );
				}
			);
		} catch ( Xianshen_Refused $refused ) {
			return self::error( $refused );
		}
	}

	/**
	 * A refusal as the REST API tells errors.
	 *
	 * @param Xianshen_Refused $refused The refusal.
	 * @return WP_Error
	 */
	public static function error( Xianshen_Refused $refused ) {
		$data = array(
			'status'   => $refused->no_verdict() ? 503 : 403,
			'reason'   => $refused->reason,
			'refusals' => $refused->refusals,
		);
		return new WP_Error( 'xianshen_refused', $refused->getMessage(), $data );
	}

	/**
	 * Puts every XML-RPC method behind one that turns a refusal into a fault.
	 *
	 * @param array $methods Methods by name.
	 * @return array
	 */
	public static function xmlrpc( $methods ) {
		require_once __DIR__ . '/class-xianshen-xmlrpc-method.php';
		foreach ( $methods as $name => $method ) {
			$methods[ $name ] = array( new Xianshen_Xmlrpc_Method( $method ), 'call' );
		}
		return $methods;
	}

	/**
	 * Whether a person waits for a page about one post. Lists change many posts at once, importers too: there one refusal must not stop the rest.
	 *
	 * @return bool
	 */
	public static function is_form() {
		global $pagenow;
		if ( ! is_admin() || 'cli' === PHP_SAPI || wp_doing_cron() || ( defined( 'WP_IMPORTING' ) && WP_IMPORTING ) ) {
			return false;
		}
		return 'edit.php' !== $pagenow;
	}

	/**
	 * Ends the request with the reason.
	 *
	 * @param Xianshen_Refused $refused The refusal.
	 */
	public static function show( Xianshen_Refused $refused ) {
		$message = '先审闸门拒绝发布：' . $refused->getMessage();
		if ( wp_doing_ajax() ) {
			// Quick edit shows the text of an answer that is no table row, but only of one with status 200.
			wp_die( esc_html( $message ), '', array( 'response' => 200 ) );
		}
		wp_die(
			esc_html( $message ),
			'先审闸门',
			array(
				'response'  => 403,
				'back_link' => true,
			)
		);
	}

	/**
	 * Bulk edit counts what it tried: takes the refused ones off before it says how many were updated.
	 *
	 * @param string $location Where the list goes next.
	 * @return string
	 */
	public static function count_bulk( $location ) {
		$refused = Xianshen_Refusals::in_this_request();
		$query   = (string) wp_parse_url( $location, PHP_URL_QUERY );
		wp_parse_str( $query, $arguments );
		foreach ( array( 'updated', 'untrashed' ) as $name ) {
			if ( $refused > 0 && isset( $arguments[ $name ] ) ) {
				$location = add_query_arg( $name, max( 0, (int) $arguments[ $name ] - $refused ), $location );
			}
		}
		return $location;
	}

	/**
	 * The refusals that this user has not seen.
	 */
	public static function notices() {
		foreach ( Xianshen_Refusals::take() as $refusal ) {
			$title = '' === $refusal['title'] ? '（无标题）' : $refusal['title'];
			printf(
				'<div class="notice notice-error"><p><strong>先审闸门拒绝发布《%s》</strong>：%s</p></div>',
				esc_html( $title ),
				esc_html( $refusal['message'] )
			);
		}
	}
}
