// The panel beside the text: findings while typing, the state of the case, handing in. It works over the block editor's store where there is one,
// else over the classic editor's fields. Whatever is shown goes in as text.

( function () {
  'use strict';

  const { post, live, worker: workerAddress, preview } = window.xianshenPanel;
  const WAIT_MS = 400;
  const LEVELS = { block: '必须处理', confirm: '须确认', advise: '建议' };
  const STAGES = {
    empty: '尚未送审', submitted: '已送审', screened: '已送审，等待初审', 'first-signed': '初审已签字', 'second-signed': '复审已签字',
    'third-signed': '三审已签字，等待主要领导审定', cleared: '审查通过，可以发布', returned: '已退回', permitted: '已签发发布许可', published: '已发布',
  };
  const ONWARD = [
    'record-screening', 'sign', 'propose-filing', 'approve-filing', 'hand-in-form', 'receive-filing', 'hand-on-filing', 'issue', 'publish',
  ];
  const root = () => document.getElementById( 'xianshen' );
  const store = () => ( window.wp.data && window.wp.data.select( 'core/editor' ) && window.wp.data.select( 'core/editor' ).getCurrentPostId()
    ? window.wp.data : null );
  const find = ( selector ) => root().querySelector( selector );

  function line( tag, text, className ) {
    const element = document.createElement( tag );
    element.textContent = text;
    if ( className ) element.className = className;
    return element;
  }

  /** What the editor holds now. */
  function edited() {
    const data = store();
    if ( data ) {
      const editor = data.select( 'core/editor' );
      return {
        title: editor.getEditedPostAttribute( 'title' ) || '',
        summary: editor.getEditedPostAttribute( 'excerpt' ) || '',
        body: editor.getEditedPostContent(),
      };
    }
    const value = ( id ) => ( document.getElementById( id ) || { value: '' } ).value;
    const rich = window.tinymce && window.tinymce.get( 'content' );
    const body = rich && ! rich.isHidden() ? rich.getContent() : value( 'content' );
    return { title: value( 'title' ), summary: value( 'excerpt' ), body };
  }

  function showProblem( error ) {
    const box = find( '.xianshen-refusal' );
    box.textContent = ( error && error.message ) || '操作没有完成，请稍后重试。';
    box.hidden = false;
  }

  /** Whether a step brings the text nearer to its publication; a new version does where nothing is under review. */
  function leadsOn( command, stage ) {
    return ONWARD.includes( command ) || ( command === 'submit' && [ 'empty', 'returned' ].includes( stage ) );
  }

  /** A message and what to do, with one full stop between them. */
  function sentence( { message, remedy } ) {
    return remedy ? `${ message.replace( /。$/, '' ) }。${ remedy }` : message;
  }

  function showState( state ) {
    const stage = find( '.xianshen-stage' );
    stage.textContent = STAGES[ state.stage ] || state.stage;
    const who = state.next.filter( ( step ) => step.who.length && leadsOn( step.command, state.stage ) ).map( ( step ) => step.who.join( '或' ) );
    if ( who.length && state.stage !== 'published' ) stage.textContent += `；下一步：${ [ ...new Set( who ) ].join( '、' ) }`;
    const missing = find( '.xianshen-missing' );
    missing.replaceChildren( ...state.missing.map( ( one ) => line( 'li', sentence( one ) ) ) );
    const box = find( '.xianshen-refusal' );
    box.hidden = ! ( state.refusal && state.refusal.message );
    if ( ! box.hidden ) box.textContent = `上次发布被拒绝：${ state.refusal.message }`;
  }

  async function refresh() {
    try {
      showState( await window.wp.apiFetch( { path: `/xianshen/v1/posts/${ post }` } ) );
    } catch ( error ) {
      find( '.xianshen-stage' ).textContent = '审查状态查询不到';
      showProblem( error );
    }
  }

  function showReport( report ) {
    const found = report.findings;
    find( '.xianshen-count' ).textContent = `（${ found.length } 处）`;
    find( '.xianshen-findings' ).replaceChildren( ...found.map( ( one ) => {
      const item = line( 'li', '' );
      item.append( line( 'span', LEVELS[ one.level ] || one.level, `xianshen-level xianshen-level-${ one.level }` ), `　${ one.message }` );
      if ( one.fragment ) item.append( line( 'q', one.fragment ) );
      return item;
    } ) );
  }

  /** Starts the preview module; findings follow what is typed. */
  function watch() {
    const worker = new Worker( workerAddress, { type: 'module' } );
    worker.postMessage( { base: new URL( preview, location.href ).href } );
    let metadata = null, newest = 0, last = '', timer = 0;
    const failed = () => { find( '.xianshen-count' ).textContent = '（预览模块不可用；送审时仍会筛查）'; };
    worker.addEventListener( 'message', ( { data } ) => {
      if ( data.kind === 'failed' ) failed();
      else if ( data.id === newest ) showReport( data.report );
    } );
    worker.addEventListener( 'error', failed );
    const send = () => {
      const text = edited();
      const key = JSON.stringify( text );
      if ( key === last || ! metadata ) return;
      last = key;
      newest += 1;
      const options = { as_of: Date.now(), encoding: 'utf-16', profile: '', suppressions: [] };
      worker.postMessage( { id: newest, document: { ...metadata, ...text }, options } );
    };
    const soon = () => { clearTimeout( timer ); timer = setTimeout( send, WAIT_MS ); };
    window.wp.apiFetch( { path: `/xianshen/v1/posts/${ post }/document` } ).then( ( document ) => { metadata = document; send(); }, failed );
    follow( soon );
    document.addEventListener( 'input', soon );
    if ( window.tinymce ) window.tinymce.on( 'AddEditor', ( { editor } ) => editor.on( 'input change', soon ) );
  }

  /** The review is of what is stored, so it is stored first; a live post keeps its text and the new one becomes an autosave. */
  async function save() {
    const data = store();
    if ( ! data ) {
      if ( window.wp.autosave && window.wp.autosave.server.postChanged() ) throw new Error( '有未保存的修改：请先保存草稿，再送审。' );
      return;
    }
    if ( ! data.select( 'core/editor' ).isEditedPostDirty() ) return;
    await data.dispatch( 'core/editor' )[ live ? 'autosave' : 'savePost' ]();
    const failedToSave = data.select( 'core/editor' ).didPostSaveRequestFail();
    if ( failedToSave ) throw new Error( '稿件没有保存成功，未送审。' );
  }

  /** What is stated of the text; nothing of it is chosen beforehand. */
  function filledIn() {
    const fields = [ ...root().querySelectorAll( '[data-card]' ) ];
    const open = fields.filter( ( field ) => field.value.trim() === '' );
    if ( open.length ) {
      open[ 0 ].focus();
      throw new Error( `送审前请填写：${ open.map( ( field ) => field.labels[ 0 ].textContent ).join( '、' ) }。` );
    }
    return Object.fromEntries( fields.map( ( field ) => [ field.dataset.card, field.value ] ) );
  }

  async function submit( event ) {
    const button = event.currentTarget;
    button.disabled = true;
    find( '.xianshen-refusal' ).hidden = true;
    try {
      const card = filledIn();
      await save();
      await window.wp.apiFetch( { path: `/xianshen/v1/posts/${ post }/submit`, method: 'POST', data: { card } } );
      await refresh();
    } catch ( error ) {
      showProblem( error );
    }
    button.disabled = false;
  }

  /** Calls back whenever the block editor's store has changed; the store may come after the panel. */
  function follow( changed ) {
    if ( window.wp.data ) window.wp.data.subscribe( () => { if ( store() ) changed(); } );
  }

  function start() {
    if ( ! root() ) return;
    find( '.xianshen-submit' ).addEventListener( 'click', submit );
    refresh();
    watch();
    // The block editor saves without loading the page again.
    let saving = false;
    follow( () => {
      const now = store().select( 'core/editor' ).isSavingPost();
      if ( saving && ! now ) refresh();
      saving = now;
    } );
  }

  if ( document.readyState === 'complete' ) start();
  else window.addEventListener( 'load', start );
}() );
