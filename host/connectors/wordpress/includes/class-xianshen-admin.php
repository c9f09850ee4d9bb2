<?php
/**
 * The settings page, with a button that says what is wrong.
 *
 * @package Xianshen
 */

defined( 'ABSPATH' ) || exit;

/**
 * Settings → 先审闸门.
 */
final class Xianshen_Admin {

	const PAGE = 'xianshen-gate';

	/**
	 * How far the clocks may be apart before the page says so, in seconds.
	 */
	const SKEW = 120;

	/**
	 * Registers the hooks.
	 */
	public static function hook() {
		add_action( 'admin_menu', array( __CLASS__, 'menu' ) );
		add_action( 'admin_init', array( __CLASS__, 'register' ) );
		add_action( 'admin_post_xianshen_test', array( __CLASS__, 'test' ) );
	}

	/**
	 * Adds the page.
	 */
	public static function menu() {
		add_options_page( '先审闸门', '先审闸门', 'manage_options', self::PAGE, array( __CLASS__, 'render' ) );
	}

	/**
	 * Registers the option, so that WordPress checks nonce and right.
	 */
	public static function register() {
		$arguments = array(
			'type'              => 'array',
			'sanitize_callback' => array( 'Xianshen_Settings', 'sanitize' ),
			'show_in_rest'      => false,
		);
		register_setting( self::PAGE, Xianshen_Settings::OPTION, $arguments );
	}

	/**
	 * The page.
	 */
	public static function render() {
		if ( current_user_can( 'manage_options' ) ) {
			$settings = Xianshen_Settings::all();
			$users    = get_users(
				array(
					'capability' => 'edit_posts',
					'number'     => 200,
					'orderby'    => 'ID',
				)
			);
			$result   = get_transient( 'xianshen_test_' . get_current_user_id() );
			delete_transient( 'xianshen_test_' . get_current_user_id() );
			require __DIR__ . '/settings-page.php';
		}
	}

	/**
	 * Tests the connection and goes back to the page.
	 */
	public static function test() {
		if ( ! current_user_can( 'manage_options' ) ) {
			wp_die( '您没有权限测试闸门。', '', array( 'response' => 403 ) );
		}
		check_admin_referer( 'xianshen_test' );
		set_transient( 'xianshen_test_' . get_current_user_id(), self::diagnose(), 60 );
		wp_safe_redirect( admin_url( 'options-general.php?page=' . self::PAGE ) );
		exit;
	}

	/**
	 * What is wrong, one line each; a first line that begins with “正常” when nothing is.
	 *
	 * @return string[]
	 */
	public static function diagnose() {
		try {
			$status = Xianshen_Client::get( '/status', 5 );
		} catch ( Xianshen_Refused $refused ) {
			return array( $refused->getMessage() );
		}
		$lines = array();
		$site  = (string) Xianshen_Settings::get( 'site' );
		if ( ( $status['site'] ?? '' ) !== $site ) {
			$lines[] = "站点不符：这里填写的是“{$site}”，令牌属于“" . ( $status['site'] ?? '' ) . '”。请改正站点编号。';
		}
		$skew = abs( time() - (int) ( ( $status['now'] ?? 0 ) / 1000 ) );
		if ( $skew > self::SKEW ) {
			$lines[] = "两台机器的时钟相差 {$skew} 秒。许可以先审平台的时间为准，发布不受影响；请校准时钟，定时发布才会准时。";
		}
		$lines = array_merge( $lines, self::unknown_people( $status['people'] ?? array() ) );
		if ( empty( $status['preview'] ) ) {
			$lines[] = '闸门没有提供预览模块，编辑页不能边写边查；送审时仍会筛查。';
		}
		if ( ! $lines ) {
			$lines[] = '正常：' . ( $status['agency'] ?? '' ) . '，站点 ' . $site . '，引擎 ' . ( $status['engine'] ?? '' ) . '。';
		}
		return $lines;
	}

	/**
	 * Users that are mapped to nobody, and roles that nobody here has.
	 *
	 * @param array $people The people that the gate knows.
	 * @return string[]
	 */
	private static function unknown_people( array $people ) {
		$known  = wp_list_pluck( $people, 'roles', 'id' );
		$mapped = Xianshen_Settings::get( 'people' );
		$lines  = array();
		$roles  = array();
		foreach ( $mapped as $user => $person ) {
			if ( isset( $known[ $person ] ) ) {
				$roles = array_merge( $roles, (array) $known[ $person ] );
			} else {
				$account = get_userdata( $user );
				$lines[] = '账号“' . ( $account ? $account->user_login : $user ) . "”对应的人员“{$person}”在先审平台没有登记。";
			}
		}
		if ( ! in_array( 'editor', $roles, true ) ) {
			$lines[] = '没有账号对应到采编员，谁都不能送审。';
		}
		if ( ! array_intersect( array( 'publisher', 'coordinator', 'information_officer' ), $roles ) ) {
			$lines[] = '没有账号对应到发布员，谁都不能发布。';
		}
		return $lines;
	}
}
