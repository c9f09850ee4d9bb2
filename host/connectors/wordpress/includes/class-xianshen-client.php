<?php
/**
 * Asks the gate over HTTP. Whatever is not a clear answer is a refusal.
 *
 * @package Xianshen
 */

defined( 'ABSPATH' ) || exit;

/**
 * The gate's connector API.
 */
final class Xianshen_Client {

	/**
	 * How long the gate may take, in seconds.
	 */
	const TIMEOUT = 15;

	/**
	 * A step about an item.
	 *
	 * @param string $item The connector's number of the item.
	 * @param string $verb submit, check, consume, published or withdrawn.
	 * @param array  $body The fields.
	 * @return array The answer.
	 * @throws Xianshen_Refused When the gate refuses or gives no verdict.
	 */
	public static function step( $item, $verb, array $body ) {
		$path = '/api/connector/items/' . rawurlencode( $item ) . '/' . $verb;
		// No flag that changes characters: what the gate reads must be what is stored.
		$json = wp_json_encode( $body, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE );
		if ( false === $json ) {
			throw new Xianshen_Refused( 'malformed-request', '稿件中有不是 UTF-8 的字符，无法送审。请改正后重试。' );
		}
		return self::request( 'POST', $path, $json, 'application/json', self::TIMEOUT );
	}

	/**
	 * Publication or the question whether it would be allowed: only `verdict: allow` is a yes.
	 *
	 * @param string $item The connector's number of the item.
	 * @param string $verb check or consume.
	 * @param array  $body The fields.
	 * @return array The answer.
	 * @throws Xianshen_Refused Otherwise.
	 */
	public static function verdict( $item, $verb, array $body ) {
		$answer = self::step( $item, $verb, $body );
		if ( ! isset( $answer['verdict'] ) || 'allow' !== $answer['verdict'] ) {
			throw new Xianshen_Refused( 'gate-unreachable', '审核门的答复无法识别，拒绝发布。请联系管理员检查闸门地址。' );
		}
		// The gate puts the connector's name in front.
		if ( 'consume' === $verb && ! str_ends_with( '-' . (string) ( $answer['item'] ?? '' ), '-' . $item ) ) {
			throw new Xianshen_Refused( 'gate-unreachable', '审核门答复的是另一件稿件，拒绝发布。请联系管理员检查闸门地址。' );
		}
		return $answer;
	}

	/**
	 * A question without a body.
	 *
	 * @param string $path    The path under /api/connector.
	 * @param int    $timeout Seconds.
	 * @return array The answer.
	 * @throws Xianshen_Refused When there is none.
	 */
	public static function get( $path, $timeout = self::TIMEOUT ) {
		return self::request( 'GET', '/api/connector' . $path, null, '', $timeout );
	}

	/**
	 * The SM3 digest of a file, computed by the gate.
	 *
	 * @param string $bytes The file's bytes.
	 * @return string
	 * @throws Xianshen_Refused When there is no answer.
	 */
	public static function digest( $bytes ) {
		$answer = self::request( 'POST', '/api/connector/digest', $bytes, 'application/octet-stream', 60 );
		return isset( $answer['digest'] ) ? (string) $answer['digest'] : '';
	}

	/**
	 * A file of the preview module, as bytes.
	 *
	 * @param string $file Its name.
	 * @return array Media type and bytes.
	 * @throws Xianshen_Refused When there is none.
	 */
	public static function preview( $file ) {
		$response = self::send( 'GET', '/api/connector/preview/' . $file, null, '', self::TIMEOUT );
		if ( 200 !== wp_remote_retrieve_response_code( $response ) ) {
			throw new Xianshen_Refused( 'not-found', '闸门没有提供预览模块。' );
		}
		return array( (string) wp_remote_retrieve_header( $response, 'content-type' ), wp_remote_retrieve_body( $response ) );
	}

	/**
	 * A request whose answer is JSON.
	 *
	 * @param string      $method  GET or POST.
	 * @param string      $path    The path.
	 * @param string|null $body    The body.
	 * @param string      $type    Its media type.
	 * @param int         $timeout Seconds.
	 * @return array The answer.
	 * @throws Xianshen_Refused When it is no success.
	 */
	private static function request( $method, $path, $body, $type, $timeout ) {
		$response = self::send( $method, $path, $body, $type, $timeout );
		$status   = (int) wp_remote_retrieve_response_code( $response );
		$answer   = json_decode( wp_remote_retrieve_body( $response ), true );
		if ( 200 === $status && is_array( $answer ) ) {
			return $answer;
		}
		if ( $status >= 400 && is_array( $answer ) && isset( $answer['code'], $answer['detail'] ) ) {
			throw Xianshen_Refused::from_problem( $answer );
		}
		throw new Xianshen_Refused( 'gate-unreachable', '审核门的答复无法识别（HTTP ' . $status . '），按规定不予放行。请联系管理员检查闸门地址。' );
	}

	/**
	 * Sends a request; no redirection is followed, so that the token goes to the gate alone.
	 *
	 * @param string      $method  GET or POST.
	 * @param string      $path    The path.
	 * @param string|null $body    The body.
	 * @param string      $type    Its media type.
	 * @param int         $timeout Seconds.
	 * @return array The response.
	 * @throws Xianshen_Refused When the gate cannot be reached.
	 */
	private static function send( $method, $path, $body, $type, $timeout ) {
		$settings = Xianshen_Settings::all();
		if ( '' === $settings['address'] || '' === $settings['token'] || '' === $settings['site'] ) {
			throw new Xianshen_Refused( 'gate-unreachable', '还没有设置审核门的地址、站点和令牌，按规定不予放行。请管理员在“设置 → 先审闸门”中填写。' );
		}
		$headers = array(
			'Authorization' => 'Bearer ' . $settings['token'],
			'Accept'        => 'application/json',
		);
		if ( null !== $body ) {
			$headers['Content-Type'] = $type;
		}
		$response = wp_remote_request(
			$settings['address'] . $path,
			array(
				'method'      => $method,
				'headers'     => $headers,
				'body'        => $body,
				'timeout'     => (int) apply_filters( 'xianshen_gate_timeout', $timeout ),
				'redirection' => 0,
				'cookies'     => array(),
			)
		);
		if ( is_wp_error( $response ) ) {
			throw new Xianshen_Refused( 'gate-unreachable', '审核门无法连接，按规定不予放行，稿件保持原状。请稍后重试；仍然出现时请联系管理员检查先审平台。' );
		}
		return $response;
	}
}
