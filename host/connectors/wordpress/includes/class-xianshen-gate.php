<?php
/**
 * The choke point: whatever way a post takes, it passes here before readers can see it.
 *
 * Everything that goes through wp_insert_post is decided on its last values, just before they are written. What writes a status past it
 * (wp_publish_post) is decided at the transition and pulled back.
 *
 * @package Xianshen
 */

defined( 'ABSPATH' ) || exit;

/**
 * Asks the gate and keeps what it does not allow from readers.
 */
final class Xianshen_Gate {

	/**
	 * Meta with the person who scheduled a post: on whose behalf it goes out at its time.
	 */
	const SCHEDULED_BY = '_xianshen_scheduled_by';

	/**
	 * Posts that were decided in this request, with their columns before and after.
	 *
	 * @var array
	 */
	private static $passed = array();

	/**
	 * On whose behalf a post goes out when nobody is signed in.
	 *
	 * @var string
	 */
	private static $acting = '';

	/**
	 * How many channels are ready to take a refusal as an exception.
	 *
	 * @var int
	 */
	private static $catchers = 0;

	/**
	 * Registers the hooks; last among the filters, first among the listeners.
	 */
	public static function hook() {
		add_filter( 'wp_insert_post_data', array( __CLASS__, 'before_write' ), PHP_INT_MAX, 4 );
		add_action( 'transition_post_status', array( __CLASS__, 'at_transition' ), PHP_INT_MIN, 3 );
		add_action( 'before_delete_post', array( __CLASS__, 'before_delete' ), PHP_INT_MIN, 2 );
	}

	/**
	 * Runs a channel's work; a refusal inside it comes out as an exception.
	 *
	 * @param callable $work What to run.
	 * @return mixed
	 * @throws Xianshen_Refused What was refused.
	 */
	public static function catching( callable $work ) {
		++self::$catchers;
		try {
			return $work();
		} finally {
			--self::$catchers;
		}
	}

	/**
	 * The person of the gate who acts now.
	 *
	 * @return string
	 */
	public static function person() {
		return '' === self::$acting ? Xianshen_Settings::person( get_current_user_id() ) : self::$acting;
	}

	/**
	 * Decides on the columns of a post just before they are written.
	 *
	 * @param array $data    Slashed columns.
	 * @param array $postarr What was asked for, slashed.
	 * @param array $raw     The same, not sanitized.
	 * @param bool  $update  Whether the post is there already.
	 * @return array The columns to write.
	 */
	public static function before_write( $data, $postarr, $raw = array(), $update = true ) {
		$status = (string) $data['post_status'];
		$goes   = 'future' === $status || 'trash' === $status || Xianshen_Status::is_public( $status );
		if ( ! $goes || ! Xianshen_Status::is_gated_type( $data['post_type'] ) ) {
			return $data;
		}
		$id   = $update && ! empty( $postarr['ID'] ) ? (int) $postarr['ID'] : 0;
		$old  = $id ? self::row( $id ) : array();
		$data = self::dated( $data, $old );
		if ( 'trash' === $status ) {
			return $data;
		}
		try {
			self::decide( $id, wp_unslash( $data ), $old );
			return $data;
		} catch ( Xianshen_Refused $refused ) {
			self::refuse( $refused, $id, (string) wp_unslash( $data['post_title'] ) );
			return self::kept( $data, $old );
		}
	}

	/**
	 * A status that was written past wp_insert_post: decided now, and pulled back when it is refused. What leaves the public is reported.
	 *
	 * @param string  $new  The new status.
	 * @param string  $was  The old status.
	 * @param WP_Post $post The post.
	 */
	public static function at_transition( $new, $was, $post ) {
		if ( ! Xianshen_Status::is_gated_type( $post->post_type ) ) {
			return;
		}
		$id     = (int) $post->ID;
		$passed = self::$passed[ $id ] ?? null;
		unset( self::$passed[ $id ] );
		if ( ! Xianshen_Status::is_public( $new ) ) {
			if ( Xianshen_Status::is_public( $was ) ) {
				delete_post_meta( $id, Xianshen_Envelope::FLOATING );
				Xianshen_Outbox::add( 'withdrawn', $post->post_type, $id, self::person() );
			}
			return;
		}
		if ( ! $passed && ! Xianshen_Status::is_public( $was ) ) {
			$passed = self::pull_back_unless_cleared( $post, $was );
		}
		if ( $passed ) {
			Xianshen_Envelope::remember( $id, $passed[0], $passed[1] );
			Xianshen_Outbox::add( 'published', $post->post_type, $id, self::person() );
		}
	}

	/**
	 * A post that is removed for good while readers see it.
	 *
	 * @param int          $id   The post.
	 * @param WP_Post|null $post The post.
	 */
	public static function before_delete( $id, $post = null ) {
		if ( $post && Xianshen_Status::is_live( $id ) ) {
			Xianshen_Outbox::add( 'withdrawn', $post->post_type, (int) $id, self::person() );
		}
	}

	/**
	 * Publishes a post exactly as it is stored, past the filters of wp_insert_post, which would read it again with the rights of whoever runs.
	 *
	 * @param WP_Post $post   The post.
	 * @param string  $person On whose behalf.
	 * @throws Xianshen_Refused When it may not be published.
	 */
	public static function publish_stored( $post, $person ) {
		self::$acting = $person;
		try {
			$old = self::row( $post->ID );
			self::decide( $post->ID, array_merge( $old, array( 'post_status' => 'publish' ) ), $old );
			wp_publish_post( $post->ID );
		} finally {
			self::$acting = '';
		}
	}

	/**
	 * Takes a post out of the public's sight, or off the schedule, until people have looked at it.
	 *
	 * @param WP_Post $post The post.
	 */
	public static function set_pending( $post ) {
		global $wpdb;
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The way back must not depend on the gate or on filters.
		$wpdb->update( $wpdb->posts, array( 'post_status' => 'pending' ), array( 'ID' => $post->ID ) );
		clean_post_cache( $post->ID );
		$post->post_status = 'pending';
	}

	/**
	 * Tells the channel that something was refused, in the way it can take.
	 *
	 * @param Xianshen_Refused $refused The refusal.
	 * @param int              $id      The post; 0 for a new one.
	 * @param string           $title   Its title.
	 * @throws Xianshen_Refused Where a channel is ready for it.
	 */
	public static function refuse( Xianshen_Refused $refused, $id, $title ) {
		Xianshen_Refusals::note( $id, $refused );
		if ( self::$catchers > 0 ) {
			throw $refused;
		}
		if ( Xianshen_Channels::is_form() ) {
			Xianshen_Channels::show( $refused );
		}
		Xianshen_Refusals::tell( $id, $title, $refused );
	}

	/**
	 * Asks the gate about a post; returns when it may be written.
	 *
	 * @param int   $id  The post; 0 for a new one.
	 * @param array $row The columns as they would be.
	 * @param array $old The columns as they are.
	 * @throws Xianshen_Refused When it may not.
	 */
	private static function decide( $id, array $row, array $old ) {
		if ( ! $id || ! $old ) {
			throw new Xianshen_Refused( 'not-reviewed', '第四条：没有经过审查的内容不能发布，新建的稿件不能直接公开。请先存为草稿并送审，审查通过后再发布。' );
		}
		$scheduled = 'future' === $row['post_status'];
		$document  = Xianshen_Envelope::build( $id, $row, $old );
		$was_out   = $scheduled ? 'future' === $old['post_status'] : Xianshen_Status::is_public( $old['post_status'] );
		// Nothing that readers see is another one: there is nothing to allow, and no reason to need the gate.
		if ( $was_out && Xianshen_Envelope::build( $id, $old, $old ) === $document ) {
			return;
		}
		if ( $scheduled ) {
			self::ask( 'check', $row['post_type'], $id, $document );
			update_post_meta( $id, self::SCHEDULED_BY, self::person() );
			Xianshen_Envelope::remember( $id, $row, $old );
			return;
		}
		self::ask( 'consume', $row['post_type'], $id, $document );
		self::$passed[ $id ] = array( $row, $old );
		Xianshen_Uploads::release( Xianshen_Files::numbers( $id, $document['body'] ) );
	}

	/**
	 * The question to the gate, or the use of the permit.
	 *
	 * @param string $verb     check or consume.
	 * @param string $type     The post type.
	 * @param int    $id       The post.
	 * @param array  $document What would be published.
	 * @throws Xianshen_Refused When it may not.
	 */
	private static function ask( $verb, $type, $id, array $document ) {
		$person = self::person();
		if ( '' === $person ) {
			throw new Xianshen_Refused( 'unknown-person', '第六条：只有发布员可以发布，当前账号没有对应到先审平台的人员。请由发布员登录后发布，或由管理员在“设置 → 先审闸门”中设置对应关系。' );
		}
		$wish = array(
			'person'   => $person,
			'site'     => Xianshen_Settings::get( 'site' ),
			'channel'  => $document['channel'],
			'document' => $document,
		);
		if ( 'check' === $verb ) {
			$wish['dry_run'] = true;
		}
		Xianshen_Client::verdict( Xianshen_Status::item( $type, $id ), $verb, $wish );
	}

	/**
	 * The columns to write instead of refused ones: what readers see stays as it is, a new text waits for its review.
	 *
	 * @param array $data Slashed columns as they would have been.
	 * @param array $old  The columns as they are.
	 * @return array
	 */
	private static function kept( array $data, array $old ) {
		if ( ! $old ) {
			$data['post_status']   = 'pending';
			$data['post_name']     = '';
			$data['post_date_gmt'] = '0000-00-00 00:00:00';
			return $data;
		}
		if ( Xianshen_Status::is_public( $old['post_status'] ) ) {
			return wp_slash( array_intersect_key( $old, $data ) );
		}
		$waiting             = array( 'auto-draft', 'trash', 'future' );
		$data['post_status'] = in_array( $old['post_status'], $waiting, true ) ? 'draft' : $old['post_status'];
		foreach ( array( 'post_date', 'post_date_gmt', 'post_name' ) as $column ) {
			$data[ $column ] = wp_slash( $old[ $column ] );
		}
		return $data;
	}

	/**
	 * Undoes what nobody decided: quick edit sends the date that a draft happens to show, the trash gives drafts a date and an address.
	 *
	 * @param array $data Slashed columns.
	 * @param array $old  The columns as they are.
	 * @return array
	 */
	private static function dated( array $data, array $old ) {
		$floats = $old && Xianshen_Envelope::is_floating( $old['post_date_gmt'] );
		if ( 'trash' === $data['post_status'] ) {
			$data['post_date_gmt'] = $floats ? '0000-00-00 00:00:00' : $data['post_date_gmt'];
			return $data;
		}
		if ( $floats && $data['post_date'] === $old['post_date'] && 'future' !== $data['post_status'] ) {
			$data['post_date']     = current_time( 'mysql' );
			$data['post_date_gmt'] = current_time( 'mysql', true );
		}
		if ( ! Xianshen_Envelope::has_slug( $data ) && $old ) {
			$name              = sanitize_title( wp_unslash( $data['post_title'] ) );
			$data['post_name'] = wp_unique_post_slug( $name, (int) $old['ID'], $data['post_status'], $data['post_type'], (int) $data['post_parent'] );
		}
		return $data;
	}

	/**
	 * Decides on a post that is already written as public.
	 *
	 * @param WP_Post $post The post.
	 * @param string  $was  The status before.
	 * @return array|null Its columns after and before; null when it was pulled back.
	 */
	private static function pull_back_unless_cleared( $post, $was ) {
		$id  = (int) $post->ID;
		$row = self::row( $id );
		$old = array_merge( $row, array( 'post_status' => $was ) );
		try {
			self::decide( $id, $row, $old );
			unset( self::$passed[ $id ] );
			return array( $row, $old );
		} catch ( Xianshen_Refused $refused ) {
			self::set_pending( $post );
			self::refuse( $refused, $id, $post->post_title );
			return null;
		}
	}

	/**
	 * The columns of a post as the database has them.
	 *
	 * @param int $id The post.
	 * @return array Empty when there is none.
	 */
	private static function row( $id ) {
		global $wpdb;
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The decision must not rest on a cache.
		$row = $wpdb->get_row( $wpdb->prepare( "SELECT * FROM $wpdb->posts WHERE ID = %d", $id ), ARRAY_A );
		return is_array( $row ) ? $row : array();
	}
}
