<?php
/**
 * What the panel in the editor asks: the state of the case, the text as it would be handed in, handing in.
 *
 * @package Xianshen
 */

defined( 'ABSPATH' ) || exit;

/**
 * Routes under xianshen/v1.
 */
final class Xianshen_Rest {

	const CARD = array( 'openness', 'openness_reason', 'classification', 'leaders', 'route' );

	/**
	 * Registers the hooks.
	 */
	public static function hook() {
		add_action( 'rest_api_init', array( __CLASS__, 'routes' ) );
	}

	/**
	 * Registers the routes.
	 */
	public static function routes() {
		$routes = array(
			''          => array( 'GET', 'state' ),
			'/document' => array( 'GET', 'document' ),
			'/submit'   => array( 'POST', 'submit' ),
		);
		foreach ( $routes as $end => list( $method, $callback ) ) {
			register_rest_route(
				'xianshen/v1',
				'/posts/(?P<id>\d+)' . $end,
				array(
					'methods'             => $method,
					'callback'            => array( __CLASS__, $callback ),
					'permission_callback' => array( __CLASS__, 'may_edit' ),
				)
			);
		}
	}

	/**
	 * Whoever may edit the post may see its case.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return bool
	 */
	public static function may_edit( $request ) {
		return current_user_can( 'edit_post', (int) $request['id'] );
	}

	/**
	 * The state of the case.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return array|WP_Error
	 */
	public static function state( $request ) {
		$id = (int) $request['id'];
		return self::answer(
			function () use ( $id ) {
				$state = Xianshen_Client::get( '/items/' . rawurlencode( self::item( $id ) ), 8 );

				$state['refusal'] = get_post_meta( $id, Xianshen_Refusals::META, true );
				return $state;
			}
		);
	}

	/**
	 * The text as it would be handed in.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return array|WP_Error
	 */
	public static function document( $request ) {
		return self::answer(
			function () use ( $request ) {
				return Xianshen_Envelope::drafted( (int) $request['id'], get_current_user_id() );
			}
		);
	}

	/**
	 * Hands the stored text in.
	 *
	 * @param WP_REST_Request $request The request with the card.
	 * @return array|WP_Error
	 */
	public static function submit( $request ) {
		return self::answer(
			function () use ( $request ) {
				return self::hand_in( (int) $request['id'], (array) $request->get_param( 'card' ) );
			}
		);
	}

	/**
	 * Hands a post in for review on behalf of the user.
	 *
	 * @param int   $id   The post.
	 * @param array $card What is decided beside the text.
	 * @return array
	 * @throws Xianshen_Refused When it is not accepted.
	 */
	public static function hand_in( $id, array $card ) {
		$person = Xianshen_Settings::person( get_current_user_id() );
		if ( '' === $person ) {
			throw new Xianshen_Refused( 'unknown-person', '第六条：只有采编员可以提交，您的账号没有对应到先审平台的人员。请管理员在“设置 → 先审闸门”中设置对应关系。' );
		}
		$stated = array();
		foreach ( self::CARD as $name ) {
			if ( isset( $card[ $name ] ) && is_string( $card[ $name ] ) && '' !== trim( $card[ $name ] ) ) {
				$stated[ $name ] = trim( $card[ $name ] );
			}
		}
		$body = array(
			'person'    => $person,
			'card'      => (object) $stated,
			'documents' => array( Xianshen_Envelope::drafted( $id, get_current_user_id() ) ),
		);
		$done = Xianshen_Client::step( self::item( $id ), 'submit', $body );
		Xianshen_Refusals::forget( $id );
		return $done;
	}

	/**
	 * The connector's number of a post.
	 *
	 * @param int $id The post.
	 * @return string
	 */
	private static function item( $id ) {
		return Xianshen_Status::item( (string) get_post_type( $id ), $id );
	}

	/**
	 * An answer, or the refusal as an error.
	 *
	 * @param callable $work What gives the answer.
	 * @return array|WP_Error
	 */
	private static function answer( callable $work ) {
		try {
			return $work();
		} catch ( Xianshen_Refused $refused ) {
			return Xianshen_Channels::error( $refused );
		}
	}
}
