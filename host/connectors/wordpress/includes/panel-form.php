<?php
/**
 * The panel's markup. What is said in it comes from the script, as text.
 *
 * @package Xianshen
 */

defined( 'ABSPATH' ) || exit;
?>
<div id="xianshen" class="xianshen">
	<p class="xianshen-stage" aria-live="polite">正在查询审查状态……</p>
	<div class="xianshen-refusal" role="alert" hidden></div>
	<ul class="xianshen-missing"></ul>
	<details open>
		<summary>即时检查 <span class="xianshen-count"></span></summary>
		<ol class="xianshen-findings"></ol>
	</details>
	<details class="xianshen-card">
		<summary>送审</summary>
		<p>
			<label for="xianshen-openness">公开属性</label>
			<select id="xianshen-openness" data-card="openness">
				<option value="">请选择</option>
				<option value="active">主动公开</option>
				<option value="on_request">依申请公开</option>
				<option value="closed">不予公开</option>
			</select>
		</p>
		<p>
			<label for="xianshen-reason">公开理由</label>
			<input id="xianshen-reason" type="text" maxlength="500" data-card="openness_reason">
		</p>
		<p>
			<label for="xianshen-classification">来源文件</label>
			<select id="xianshen-classification" data-card="classification">
				<option value="">请选择</option>
				<option value="not_secret">不涉密</option>
				<option value="declassified">已解密</option>
				<option value="pending">待确定</option>
			</select>
		</p>
		<p>
			<label for="xianshen-leaders">涉及领导人</label>
			<select id="xianshen-leaders" data-card="leaders">
				<option value="">请选择</option>
				<option value="none">不涉及</option>
				<option value="provincial">省部级以上领导同志</option>
				<option value="state">党和国家领导人</option>
			</select>
		</p>
		<p><button type="button" class="button button-primary xianshen-submit">送审</button></p>
	</details>
</div>
