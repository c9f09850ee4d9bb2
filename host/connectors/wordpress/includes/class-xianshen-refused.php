<?php
/**
 * A publication that the gate did not allow.
 *
 * @package Xianshen
 */

defined( 'ABSPATH' ) || exit;

/**
 * Carries the reason from the place of refusal to the channel that tells it.
 */
final class Xianshen_Refused extends RuntimeException {

	/**
	 * Stable code, for example `content-changed` or `gate-unreachable`.
	 *
	 * @var string
	 */
	public $reason;

	/**
	 * Every condition that is not met: arrays with code, clause, message and remedy.
	 *
	 * @var array
	 */
	public $refusals;

	/**
	 * Makes a refusal.
	 *
	 * @param string $reason   Stable code.
	 * @param string $message  One or more Chinese sentences, plain text.
	 * @param array  $refusals Every condition that is not met.
	 */
	public function __construct( $reason, $message, array $refusals = array() ) {
		parent::__construct( $message );
		$this->reason   = $reason;
		$this->refusals = $refusals;
	}

	/**
	 * Whether the gate gave no verdict at all, so that asking again later may help.
	 *
	 * @return bool
	 */
	public function no_verdict() {
		return in_array( $this->reason, array( 'gate-unreachable', 'engine-failure', 'internal', 'stale-sequence' ), true );
	}

	/**
	 * A refusal from an answer of the gate.
	 *
	 * @param array $problem The problem+json of the answer.
	 * @return self
	 */
	public static function from_problem( array $problem ) {
		$refusals = isset( $problem['refusals'] ) && is_array( $problem['refusals'] ) ? $problem['refusals'] : array();
		$lines    = array();
		foreach ( $refusals as $refusal ) {
			$lines[] = self::line( $refusal, 'message' );
		}
		if ( ! $lines ) {
			$lines[] = self::line( $problem, 'detail' );
		}
		$code = isset( $problem['code'] ) ? (string) $problem['code'] : 'refused';
		return new self( $code, implode( ' ', array_filter( $lines ) ), $refusals );
	}

	/**
	 * What is not allowed, then what to do.
	 *
	 * @param array  $part  A refusal or a problem.
	 * @param string $field The field with the message.
	 * @return string
	 */
	private static function line( $part, $field ) {
		$message = isset( $part[ $field ] ) ? self::sentence( (string) $part[ $field ] ) : '审核门拒绝了这一操作。';
		return $message . self::sentence( isset( $part['remedy'] ) ? (string) $part['remedy'] : '' );
	}

	/**
	 * A text with exactly one full stop; nothing for an empty one.
	 *
	 * @param string $text The text.
	 * @return string
	 */
	private static function sentence( $text ) {
		return '' === $text ? '' : preg_replace( '/。*$/u', '', $text, 1 ) . '。';
	}
}
