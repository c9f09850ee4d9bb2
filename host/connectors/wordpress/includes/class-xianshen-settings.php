<?php
/**
 * The connector's settings: one option, or constants of wp-config.php, which win.
 *
 * @package Xianshen
 */

defined( 'ABSPATH' ) || exit;

/**
 * Reads and checks the settings.
 */
final class Xianshen_Settings {

	const OPTION = 'xianshen_gate';

	const DEFAULTS = array(
		'address' => '',
		'site'    => '',
		'token'   => '',
		'channel' => 'portal',
		'people'  => array(),
		'shown'   => array(
			'文号'   => '文号',
			'索引号'  => '索引号',
			'公开属性' => '公开属性',
		),
	);

	/**
	 * All settings. A constant such as XIANSHEN_TOKEN stands over the stored value, so that a token need not be in the database.
	 *
	 * @return array
	 */
	public static function all() {
		$stored   = get_option( self::OPTION, array() );
		$settings = array_merge( self::DEFAULTS, is_array( $stored ) ? $stored : array() );
		foreach ( array( 'address', 'site', 'token', 'channel' ) as $name ) {
			$constant = 'XIANSHEN_' . strtoupper( $name );
			if ( defined( $constant ) ) {
				$settings[ $name ] = (string) constant( $constant );
			}
		}
		return $settings;
	}

	/**
	 * One setting.
	 *
	 * @param string $name Its name.
	 * @return mixed
	 */
	public static function get( $name ) {
		return self::all()[ $name ];
	}

	/**
	 * The person of the gate that a user of WordPress is; empty when the user is nobody there.
	 *
	 * @param int $user The user's number.
	 * @return string
	 */
	public static function person( $user ) {
		$people = self::get( 'people' );
		return $user && isset( $people[ $user ] ) ? (string) $people[ $user ] : '';
	}

	/**
	 * What a form sent, made safe. A token that was left empty stays as it is: it is never shown.
	 *
	 * @param mixed $given The form's fields.
	 * @return array
	 */
	public static function sanitize( $given ) {
		$given    = is_array( $given ) ? $given : array();
		$stored   = get_option( self::OPTION, array() );
		$settings = array_merge( self::DEFAULTS, is_array( $stored ) ? $stored : array() );
		if ( isset( $given['address'] ) ) {
			$settings['address'] = untrailingslashit( esc_url_raw( trim( (string) $given['address'] ), array( 'http', 'https' ) ) );
		}
		foreach ( array( 'site', 'channel' ) as $name ) {
			if ( isset( $given[ $name ] ) ) {
				$settings[ $name ] = preg_replace( '/[^A-Za-z0-9._-]/', '', (string) $given[ $name ] );
			}
		}
		if ( isset( $given['token'] ) && '' !== trim( (string) $given['token'] ) ) {
			$settings['token'] = preg_replace( '/[^A-Za-z0-9_]/', '', (string) $given['token'] );
		}
		if ( isset( $given['people'] ) && is_array( $given['people'] ) ) {
			$settings['people'] = self::people( $given['people'] );
		}
		if ( isset( $given['shown'] ) ) {
			$settings['shown'] = is_array( $given['shown'] ) ? $given['shown'] : self::shown( (string) $given['shown'] );
		}
		return $settings;
	}

	/**
	 * The mapping of users to people, without empty lines.
	 *
	 * @param array $given User numbers and persons.
	 * @return array
	 */
	private static function people( array $given ) {
		$people = array();
		foreach ( $given as $user => $person ) {
			$person = preg_replace( '/[^A-Za-z0-9._-]/', '', (string) $person );
			if ( '' !== $person && (int) $user > 0 ) {
				$people[ (int) $user ] = $person;
			}
		}
		return $people;
	}

	/**
	 * Names of custom fields that readers see, one a line: key, or key=name.
	 *
	 * @param string $text The lines.
	 * @return array
	 */
	private static function shown( $text ) {
		$shown = array();
		foreach ( preg_split( '/\R/u', $text ) as $line ) {
			list( $key, $name ) = array_pad( array_map( 'trim', explode( '=', $line, 2 ) ), 2, '' );
			if ( '' !== $key ) {
				$shown[ sanitize_text_field( $key ) ] = sanitize_text_field( '' === $name ? $key : $name );
			}
		}
		return $shown;
	}
}
