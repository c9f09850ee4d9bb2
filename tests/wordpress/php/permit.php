<?php
// Permit tokens in PHP: the vector of GM/T 0003.5, and tokens that the openssl program has signed. Arguments: the connector's folder, a scratch folder.
// Prints one line for each case that is not as it should be, and the number of cases last.

define( 'ABSPATH', __DIR__ );
list( , $connector, $scratch ) = $argv;
require "$connector/includes/class-xianshen-refused.php";
require "$connector/includes/class-xianshen-permit.php";

$cases = 0;
function same( $name, $wanted, $got ) {
	global $cases;
	++$cases;
	if ( $wanted !== $got ) {
		echo "$name: wanted ", var_export( $wanted, true ), ', got ', var_export( $got, true ), "\n";
	}
}
function reason( callable $work ) {
	try {
		$work();
		return 'ok';
	} catch ( Xianshen_Refused $refused ) {
		return $refused->reason;
	}
}
function pem( $der ) {
	return "-----BEGIN PUBLIC KEY-----\n" . chunk_split( base64_encode( $der ), 64, "\n" ) . "-----END PUBLIC KEY-----\n";
}
function url( $bytes ) {
	return rtrim( strtr( base64_encode( $bytes ), '+/', '-_' ), '=' );
}
function run( $command ) {
	exec( $command . ' 2>&1', $lines, $status );
	if ( 0 !== $status ) {
		exit( $command . ': ' . implode( "\n", $lines ) . "\n" );
	}
}
function signed( $secret, $claims ) {
	global $scratch;
	file_put_contents( "$scratch/message", $claims );
	run( "openssl pkeyutl -sign -rawin -digest sm3 -pkeyopt distid:1234567812345678 -inkey $scratch/$secret -in $scratch/message -out $scratch/signature" );
	return file_get_contents( "$scratch/signature" );
}
function new_key( $secret ) {
	global $scratch;
	run( "openssl genpkey -algorithm SM2 -out $scratch/$secret" );
	run( "openssl pkey -in $scratch/$secret -pubout -out $scratch/$secret.pub" );
	return file_get_contents( "$scratch/$secret.pub" );
}

$point = '09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13';
$known = pem( hex2bin( Xianshen_Permit::SPKI . $point ) );
$good  = hex2bin( '3046022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3022100b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa' );
same( 'GM/T 0003.5', true, Xianshen_Permit::holds( 'message digest', $good, $known ) );
same( 'another message', false, Xianshen_Permit::holds( 'message digesu', $good, $known ) );
same( 'bytes after the signature', false, Xianshen_Permit::holds( 'message digest', $good . "\0", $known ) );
same( 'no signature', false, Xianshen_Permit::holds( 'message digest', '', $known ) );
for ( $at = 0; $at < strlen( $good ); $at++ ) {
	$bad        = $good;
	$bad[ $at ] = chr( ord( $bad[ $at ] ) ^ 1 );
	same( "signature changed at $at", false, Xianshen_Permit::holds( 'message digest', $bad, $known ) );
}

$now    = 1_800_000_000_000;
$claims = array( 'action' => 'publish', 'case_digest' => 'c', 'channel' => 'portal', 'digest' => 'd', 'event' => 9, 'expires' => $now + 1000, 'id' => 'p', 'issued' => $now, 'item' => 'wp-post-1', 'not_before' => $now, 'pack' => 'k', 'person' => 'fabu', 'round' => 1, 'single_use' => true, 'site' => '一', 'version' => 1 );
$pem    = new_key( 'one' );
$other  = new_key( 'two' );
$wish   = array( 'site' => '一', 'item' => 'wp-post-1', 'channel' => 'portal', 'action' => 'publish' );
$token  = static function ( array $change = array(), $secret = 'one' ) use ( $claims, $pem ) {
	$json = json_encode( array_merge( $claims, $change ), JSON_UNESCAPED_UNICODE );
	return 'xsp1.' . Xianshen_Permit::key_id( $pem ) . '.' . url( $json ) . '.' . url( signed( $secret, $json ) );
};
$verify = static function ( $text, $key = null, $change = array(), $at = null ) use ( $pem, $wish, $now ) {
	return reason( static fn() => Xianshen_Permit::verify( $text, $key ?? $pem, array_merge( $wish, $change ), $at ?? $now ) );
};
for ( $round = 0; $round < 8; $round++ ) {
	same( 'a token', 'ok', $verify( $token() ) );
}
$held = $token();
same( 'white space around', 'ok', $verify( " $held\n" ) );
same( 'another key', 'permit-other-key', $verify( $held, $other ) );
same( 'signed by another key under this id', 'permit-bad-signature', $verify( $token( array(), 'two' ) ) );
same( 'no key', 'permit-bad-key', $verify( $held, '' ) );
same( 'a point off the curve', 'permit-bad-key', reason( static fn() => Xianshen_Permit::holds( 'm', $good, pem( hex2bin( Xianshen_Permit::SPKI . str_repeat( '11', 64 ) ) ) ) ) );
foreach ( array( '', 'xsp1', 'xsp2.a.b.c', $held . '.', $held . '=', substr( $held, 0, 40 ), str_repeat( 'a', 9000 ) ) as $text ) {
	same( 'no token: ' . substr( $text, 0, 9 ), 'permit-malformed', $verify( $text ) );
}
foreach ( array( 'site' => 'other-site', 'item' => 'other-item', 'channel' => 'other-channel', 'action' => 'wrong-action' ) as $name => $code ) {
	same( "another $name", $code, $verify( $held, null, array( $name => 'another' ) ) );
}
same( 'a later version', 'permit-version', $verify( $token( array( 'version' => 2 ) ) ) );
same( 'used often', 'permit-malformed', $verify( $token( array( 'single_use' => false ) ) ) );
same( 'no time', 'permit-malformed', $verify( $token( array( 'expires' => 'never' ) ) ) );
same( 'five minutes early', 'ok', $verify( $held, null, array(), $now - 300000 ) );
same( 'ten minutes early', 'permit-not-yet', $verify( $held, null, array(), $now - 600000 ) );
same( 'the last moment', 'ok', $verify( $held, null, array(), $now + 999 ) );
same( 'the end', 'permit-expired', $verify( $held, null, array(), $now + 1000 ) );
echo $cases;
