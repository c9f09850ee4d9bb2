<?php
/**
 * An XML-RPC method behind the gate.
 *
 * @package Xianshen
 */

defined( 'ABSPATH' ) || exit;

/**
 * Calls the method of WordPress or of another plugin; a refusal inside it becomes a fault with the reason.
 */
final class Xianshen_Xmlrpc_Method {

	/**
	 * The method: `this:name` of the server, or something callable.
	 *
	 * @var mixed
	 */
	private $method;

	/**
	 * Wraps a method.
	 *
	 * @param mixed $method As WordPress registers it.
	 */
	public function __construct( $method ) {
		$this->method = $method;
	}

	/**
	 * Calls it.
	 *
	 * @param mixed $args The arguments of the request.
	 * @return mixed
	 */
	public function call( $args ) {
		global $wp_xmlrpc_server;
		$method = $this->method;
		if ( is_string( $method ) && 0 === strpos( $method, 'this:' ) ) {
			$method = array( $wp_xmlrpc_server, substr( $method, 5 ) );
		}
		try {
			return Xianshen_Gate::catching(
				function () use ( $method, $args ) {
					return call_user_func( $method, $args );
				}
			);
		} catch ( Xianshen_Refused $refused ) {
			return new IXR_Error( 403, $refused->getMessage() );
		}
	}
}
