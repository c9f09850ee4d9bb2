//! Code that runs inside WordPress: command line, importers, other plugins. Nobody reads an answer there: the post is kept, the log says why.

use crate::wordpress::{TEXT, block, item, start};

#[test]
fn wp_insert_post_keeps_a_new_post_back() {
    let Some(site) = start() else { return };
    for status in ["publish", "private", "future", "online"] {
        let code = format!(
            "$id = wp_insert_post(array('post_title' => '导入', 'post_content' => '正文', 'post_status' => '{status}', \
             'post_date' => '{}')); echo get_post_status($id);",
            if status == "future" { "2031-01-01 00:00:00" } else { "2020-01-01 00:00:00" }
        );
        assert_eq!(site.php("fabu", &code), "pending", "{status}");
    }
}

#[test]
fn wp_update_post_publishes_what_is_cleared_and_nothing_else() {
    let Some(site) = start() else { return };
    let id = site.draft("关于程序更新的通知", &block(TEXT));
    let publish =
        format!("wp_update_post(array('ID' => {id}, 'post_status' => 'publish')); echo get_post_status({id});");
    assert_eq!(site.php("fabu", &publish), "draft");
    site.clear(id);
    assert_eq!(site.php("", &publish), "draft", "without a person nobody publishes");
    assert_eq!(site.php("fabu", &publish), "publish");
    assert!(site.is_public(id));
    let change = format!(
        "wp_update_post(array('ID' => {id}, 'post_content' => '换掉的正文', 'post_title' => '换掉的标题')); echo get_post({id})->post_content;"
    );
    assert!(site.php("fabu", &change).contains(TEXT), "what readers see stays");
}

#[test]
fn wp_publish_post_is_pulled_back() {
    let Some(site) = start() else { return };
    let id = site.draft("关于直接发布的通知", &block(TEXT));
    let publish = format!("wp_publish_post({id}); clean_post_cache({id}); echo get_post_status({id});");
    assert_eq!(site.php("fabu", &publish), "pending");
    site.is_kept(id);
    site.clear(id);
    assert_eq!(site.php("fabu", &publish), "publish");
    assert!(site.is_public(id));
}

#[test]
fn an_importer_goes_on_and_keeps_everything_back() {
    let Some(site) = start() else { return };
    let code = "define('WP_IMPORTING', true); $kept = 0; for ($i = 0; $i < 3; $i++) { \
                $id = wp_insert_post(array('import_id' => 90000 + $i, 'post_title' => '迁移', 'post_content' => '正文', \
                'post_status' => 'publish'), true); if (!is_wp_error($id) && 'pending' === get_post_status($id)) { $kept++; } } echo $kept;";
    assert_eq!(site.php("fabu", code), "3");
}

#[test]
fn what_comes_out_of_the_trash_is_a_draft_again() {
    let Some(site) = start() else { return };
    let id = site.live("关于回收站的通知");
    let restore = format!(
        "add_filter('wp_untrash_post_status', 'wp_untrash_post_set_previous_status', 10, 3); wp_trash_post({id}); \
         wp_untrash_post({id}); echo get_post_status({id});"
    );
    assert_eq!(site.php("fabu", &restore), "draft", "also for plugins that put the old status back");
    site.is_kept(id);
    let other = site.draft("关于回收站的通知乙", &block(TEXT));
    site.clear(other);
    let trashed = format!(
        "wp_trash_post({other}); update_post_meta({other}, '_wp_trash_meta_status', 'publish'); \
         add_filter('wp_untrash_post_status', 'wp_untrash_post_set_previous_status', 10, 3); wp_untrash_post({other}); echo get_post_status({other});"
    );
    assert_eq!(site.php("fabu", &trashed), "publish", "a cleared text goes out this way too");
    assert_eq!(site.desk.case(&item(other))["view"]["stage"], "published");
}

#[test]
fn a_reusable_block_passes_the_gate_too() {
    let Some(site) = start() else { return };
    let code = "$id = wp_insert_post(array('post_type' => 'wp_block', 'post_title' => '区块', 'post_content' => '正文', \
                'post_status' => 'publish')); echo get_post_status($id);";
    assert_eq!(site.php("fabu", code), "pending");
}
