<?php
/**
 * Markup of the settings page. The token is never printed.
 *
 * @package Xianshen
 *
 * @var array      $settings The settings.
 * @var WP_User[]  $users    Users who may write.
 * @var array|bool $result   What the last test said.
 */

defined( 'ABSPATH' ) || exit;

$xianshen_field = static function ( $name ) {
	return Xianshen_Settings::OPTION . '[' . $name . ']';
};
$xianshen_lines = array();
foreach ( $settings['shown'] as $xianshen_key => $xianshen_name ) {
	$xianshen_lines[] = $xianshen_key . '=' . $xianshen_name;
}
?>
<div class="wrap">
	<h1>先审闸门</h1>
	<?php if ( is_array( $result ) ) : ?>
		<div class="notice <?php echo 0 === strpos( (string) reset( $result ), '正常' ) ? 'notice-success' : 'notice-error'; ?>" id="xianshen-test-result">
			<?php foreach ( $result as $xianshen_line ) : ?>
				<p><?php echo esc_html( $xianshen_line ); ?></p>
			<?php endforeach; ?>
		</div>
	<?php endif; ?>
	<form method="post" action="options.php">
		<?php settings_fields( Xianshen_Admin::PAGE ); ?>
		<table class="form-table" role="presentation">
			<tr>
				<th scope="row"><label for="xianshen-address">闸门地址</label></th>
				<td><input id="xianshen-address" class="regular-text" type="url" name="<?php echo esc_attr( $xianshen_field( 'address' ) ); ?>" value="<?php echo esc_attr( $settings['address'] ); ?>" placeholder="https://gate.example.gov.cn"></td>
			</tr>
			<tr>
				<th scope="row"><label for="xianshen-site">站点编号</label></th>
				<td><input id="xianshen-site" class="regular-text" type="text" name="<?php echo esc_attr( $xianshen_field( 'site' ) ); ?>" value="<?php echo esc_attr( $settings['site'] ); ?>"></td>
			</tr>
			<tr>
				<th scope="row"><label for="xianshen-token">连接器令牌</label></th>
				<td>
					<input id="xianshen-token" class="regular-text" type="password" autocomplete="off" name="<?php echo esc_attr( $xianshen_field( 'token' ) ); ?>" value="">
					<p class="description"><?php echo '' === $settings['token'] ? '还没有填写。在先审平台运行 xianshen connector add wordpress 得到。' : '已填写，不再显示；留空则保持不变。'; ?></p>
				</td>
			</tr>
			<tr>
				<th scope="row"><label for="xianshen-channel">渠道编号</label></th>
				<td><input id="xianshen-channel" class="regular-text" type="text" name="<?php echo esc_attr( $xianshen_field( 'channel' ) ); ?>" value="<?php echo esc_attr( $settings['channel'] ); ?>"></td>
			</tr>
			<tr>
				<th scope="row"><label for="xianshen-shown">页面上显示的自定义字段</label></th>
				<td>
					<textarea id="xianshen-shown" class="large-text" rows="5" name="<?php echo esc_attr( $xianshen_field( 'shown' ) ); ?>"><?php echo esc_textarea( implode( "\n", $xianshen_lines ) ); ?></textarea>
					<p class="description">每行一个：字段名=名称。这些字段随稿件送审，发布后不能直接改动。</p>
				</td>
			</tr>
		</table>
		<h2>账号与人员</h2>
		<p>填写每个账号在先审平台的人员编号。没有对应的账号可以写稿，不能送审或发布。</p>
		<table class="widefat striped" id="xianshen-people">
			<thead><tr><th scope="col">账号</th><th scope="col">姓名</th><th scope="col">人员编号</th></tr></thead>
			<tbody>
				<?php foreach ( $users as $xianshen_user ) : ?>
					<tr>
						<td><?php echo esc_html( $xianshen_user->user_login ); ?></td>
						<td><?php echo esc_html( $xianshen_user->display_name ); ?></td>
						<td><input type="text" aria-label="<?php echo esc_attr( $xianshen_user->display_name . ' 的人员编号' ); ?>" name="<?php echo esc_attr( $xianshen_field( 'people' ) . '[' . $xianshen_user->ID . ']' ); ?>" value="<?php echo esc_attr( $settings['people'][ $xianshen_user->ID ] ?? '' ); ?>"></td>
					</tr>
				<?php endforeach; ?>
			</tbody>
		</table>
		<?php submit_button( '保存' ); ?>
	</form>
	<h2>测试</h2>
	<form method="post" action="<?php echo esc_url( admin_url( 'admin-post.php' ) ); ?>">
		<input type="hidden" name="action" value="xianshen_test">
		<?php wp_nonce_field( 'xianshen_test' ); ?>
		<p>等待回报给先审平台的发布和撤下：<?php echo esc_html( (string) Xianshen_Outbox::waiting() ); ?> 条。</p>
		<?php submit_button( '测试连接', 'secondary' ); ?>
	</form>
</div>
