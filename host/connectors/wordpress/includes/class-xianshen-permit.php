<?php
/**
 * A permit token, verified without asking anybody: SM2 with SM3 by PHP's OpenSSL. The form is described in host/README.md.
 *
 * @package Xianshen
 */

defined( 'ABSPATH' ) || exit;

/**
 * Verifies what the gate has signed. Whether a permit was used or taken back is known only to the gate.
 */
final class Xianshen_Permit {

	/**
	 * The longest token, in bytes.
	 */
	const LONGEST = 8192;

	/**
	 * How far this machine's clock may be behind the gate's, in milliseconds. There is no tolerance after the end.
	 */
	const EARLY = 300000;

	/**
	 * Everything before the point in a public key's DER form: SPKI, id-ecPublicKey, curve SM2, uncompressed.
	 */
	const SPKI = '3059301306072a8648ce3d020106082a811ccf5501822d03420004';

	/**
	 * The curve's a, b and base point (GB/T 32918.5).
	 */
	const CURVE = 'fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc'
		. '28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93'
		. '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7'
		. 'bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0';

	/**
	 * The identifier that signers use when nothing else was agreed (GM/T 0009), after its length in bits.
	 */
	const SIGNER = "\x00\x80" . '1234567812345678';

	/**
	 * The claims of a token, if this key has signed them, they are for what is about to be done, and the time is right.
	 *
	 * @param string $token    The token.
	 * @param string $pem      The gate's public key, PEM.
	 * @param array  $expected Any of site, item, channel, action.
	 * @param int    $now      Milliseconds UTC.
	 * @return array
	 * @throws Xianshen_Refused Otherwise.
	 */
	public static function verify( $token, $pem, array $expected, $now ) {
		$fields = strlen( $token ) > self::LONGEST ? array() : explode( '.', trim( $token ) );
		if ( 4 !== count( $fields ) || 'xsp1' !== $fields[0] ) {
			throw self::malformed();
		}
		$claims    = self::decode( $fields[2] );
		$signature = self::decode( $fields[3] );
		if ( self::key_id( $pem ) !== $fields[1] ) {
			throw new Xianshen_Refused( 'permit-other-key', '第四条：发布许可不是由这把密钥签发的。请核对密钥编号，并从签发许可的平台取得公钥（xianshen keys show）。' );
		}
		if ( ! self::holds( $claims, $signature, $pem ) ) {
			throw new Xianshen_Refused( 'permit-bad-signature', '第四条：发布许可的签名不符，许可不成立。请向审查平台重新申请发布许可。' );
		}
		$claims = self::read( $claims );
		self::covers( $claims, $expected );
		self::in_window( $claims, $now );
		return $claims;
	}

	/**
	 * Whether an SM2 signature (DER) fits a message.
	 *
	 * @param string $message   The signed bytes.
	 * @param string $signature The signature.
	 * @param string $pem       The public key, PEM.
	 * @return bool
	 * @throws Xianshen_Refused When the key is none.
	 */
	public static function holds( $message, $signature, $pem ) {
		$point = substr( self::der( $pem ), -64 );
		$key   = openssl_pkey_get_public( $pem );
		if ( false === $key ) {
			throw self::bad_key();
		}
		// OpenSSL's old interface, which PHP calls, leaves out what stands for the signer: it is put before the message.
		$signer = self::sm3( self::SIGNER . hex2bin( self::CURVE ) . $point );
		return 1 === openssl_verify( $signer . $message, $signature, $key, 'sm3' );
	}

	/**
	 * A key's id: the first 16 hexadecimal digits of SM3 over its DER form.
	 *
	 * @param string $pem The public key, PEM.
	 * @return string
	 * @throws Xianshen_Refused When the key is none.
	 */
	public static function key_id( $pem ) {
		return substr( bin2hex( self::sm3( self::der( $pem ) ) ), 0, 16 );
	}

	/**
	 * The DER form of a public key on the curve SM2.
	 *
	 * @param string $pem The public key, PEM.
	 * @return string 91 bytes.
	 * @throws Xianshen_Refused When it is anything else.
	 */
	private static function der( $pem ) {
		$form = '/\A\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+\/=\s]+)-----END PUBLIC KEY-----\s*\z/';
		$der  = preg_match( $form, $pem, $found ) ? (string) base64_decode( $found[1], true ) : ''; // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions -- PEM is base64.
		if ( 91 !== strlen( $der ) || 0 !== strpos( bin2hex( $der ), self::SPKI ) ) {
			throw self::bad_key();
		}
		return $der;
	}

	/**
	 * The SM3 digest of bytes.
	 *
	 * @param string $bytes The bytes.
	 * @return string 32 bytes.
	 * @throws Xianshen_Refused When PHP's OpenSSL was built without SM3.
	 */
	private static function sm3( $bytes ) {
		if ( ! function_exists( 'openssl_digest' ) || ! in_array( 'sm3', openssl_get_md_methods(), true ) ) {
			throw new Xianshen_Refused( 'permit-unverifiable', '第四条：本机 PHP 的 OpenSSL 不支持 SM3，无法核验发布许可，不予放行。请管理员换用支持国密算法的 OpenSSL（1.1.1 及以上）。' );
		}
		return openssl_digest( $bytes, 'sm3', true );
	}

	/**
	 * Decodes base64url without padding; every value has one spelling.
	 *
	 * @param string $text The field.
	 * @return string
	 * @throws Xianshen_Refused When it is spelled otherwise.
	 */
	private static function decode( $text ) {
		// phpcs:disable WordPress.PHP.DiscouragedPHPFunctions -- The token's form.
		$bytes = base64_decode( strtr( $text, '-_', '+/' ), true );
		if ( false === $bytes || '' === $bytes || rtrim( strtr( base64_encode( $bytes ), '+/', '-_' ), '=' ) !== $text ) {
			throw self::malformed();
		}
		// phpcs:enable
		return $bytes;
	}

	/**
	 * Reads signed claims.
	 *
	 * @param string $json The bytes.
	 * @return array
	 * @throws Xianshen_Refused When they are of another version or incomplete.
	 */
	private static function read( $json ) {
		$claims = json_decode( $json, true );
		if ( ! is_array( $claims ) || ! isset( $claims['version'] ) ) {
			throw self::malformed();
		}
		if ( 1 !== $claims['version'] ) {
			throw new Xianshen_Refused( 'permit-version', '发布许可的版本不认识，可能由更新的程序签发。请升级连接器后再核验。' );
		}
		$whole = true === ( $claims['single_use'] ?? null );
		foreach ( array( 'site', 'item', 'channel', 'action', 'digest', 'id' ) as $name ) {
			$whole = $whole && is_string( $claims[ $name ] ?? null );
		}
		if ( ! $whole || ! is_int( $claims['not_before'] ?? null ) || ! is_int( $claims['expires'] ?? null ) ) {
			throw self::malformed();
		}
		return $claims;
	}

	/**
	 * Whether claims are for what is about to be done; equal text in another site or item is not covered.
	 *
	 * @param array $claims   The claims.
	 * @param array $expected Any of site, item, channel, action.
	 * @throws Xianshen_Refused When they are not.
	 */
	private static function covers( array $claims, array $expected ) {
		$reasons = array(
			'site'    => array( 'other-site', '第四条：发布许可属于另一个网站。请在许可所属的网站使用。' ),
			'item'    => array( 'other-item', '第四条：发布许可属于另一篇稿件，文字相同也不能使用。一事一审：请为本稿件单独提交审查。' ),
			'channel' => array( 'other-channel', '第四条：发布许可属于另一个渠道。请为本渠道另行申请发布许可。' ),
			'action'  => array( 'wrong-action', '第四条：发布许可准许的是另一种操作。请按稿件当前状态重新申请发布许可。' ),
		);
		foreach ( $reasons as $name => $reason ) {
			if ( isset( $expected[ $name ] ) && $expected[ $name ] !== $claims[ $name ] ) {
				throw new Xianshen_Refused( $reason[0], $reason[1] );
			}
		}
	}

	/**
	 * Whether claims may be used at this moment.
	 *
	 * @param array $claims The claims.
	 * @param int   $now    Milliseconds UTC.
	 * @throws Xianshen_Refused When they may not.
	 */
	private static function in_window( array $claims, $now ) {
		if ( $now < $claims['not_before'] - self::EARLY ) {
			throw new Xianshen_Refused( 'permit-not-yet', '第四条：还没有到许可的发布时间。请到定时的时间再发布，并核对本机时钟。' );
		}
		if ( $now >= $claims['expires'] ) {
			throw new Xianshen_Refused( 'permit-expired', '第四条：发布许可已经过期。请向审查平台重新申请发布许可，并核对本机时钟。' );
		}
	}

	/**
	 * What is no token.
	 *
	 * @return Xianshen_Refused
	 */
	private static function malformed() {
		return new Xianshen_Refused( 'permit-malformed', '第四条：不是完整的发布许可：格式不对，或者被截断、改动过。请向审查平台重新申请发布许可。' );
	}

	/**
	 * What is no key.
	 *
	 * @return Xianshen_Refused
	 */
	private static function bad_key() {
		return new Xianshen_Refused( 'permit-bad-key', '第四条：设置的公钥不是 SM2 公钥的 PEM 文件，或者内容被改动过。请管理员从平台重新取得公钥（xianshen keys show）。' );
	}
}
