<?php
/**
 * What tests need of a WordPress: mail that stays here, a gate that fails on demand, a type and a status of a plugin, the classic editor on demand.
 *
 * @package Xianshen
 */

add_filter( 'pre_wp_mail', '__return_false' );
add_filter(
	'wp_revisions_to_keep',
	static function () {
		return 10;
	}
);
add_action(
	'init',
	static function () {
		register_post_type(
			'notice',
			array(
				'public'       => true,
				'show_in_rest' => true,
				'label'        => '公告',
				'supports'     => array( 'title', 'editor', 'excerpt', 'custom-fields' ),
			)
		);
		register_post_status(
			'online',
			array(
				'public' => true,
				'label'  => '上线',
			)
		);
		register_meta(
			'post',
			'文号',
			array(
				'show_in_rest' => true,
				'single'       => true,
				'type'         => 'string',
			)
		);
	}
);
$xianshen_failure = $_SERVER['HTTP_X_TEST_GATE'] ?? getenv( 'TEST_GATE' ); // phpcs:ignore
if ( $xianshen_failure ) {
	add_filter(
		'option_xianshen_gate',
		static function ( $settings ) use ( $xianshen_failure ) {
			list( $name, $value ) = explode( '=', $xianshen_failure, 2 );
			$settings[ $name ]    = $value;
			return $settings;
		}
	);
	add_filter(
		'xianshen_gate_timeout',
		static function () {
			return 2;
		}
	);
}
if ( isset( $_SERVER['HTTP_X_TEST_CLASSIC'] ) ) {
	add_filter( 'use_block_editor_for_post', '__return_false', 1000 );
}
