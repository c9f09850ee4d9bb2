//! Where an address belongs (clause 15): the operator's list of networks, IPv4 and IPv6, read and searched.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What kind of place a network is, from the most trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zone {
    /// 办公环境.
    Office,
    /// Another network on the list.
    Outside,
    /// On no list.
    Unlisted,
    /// 网吧 and 公共 Wi-Fi.
    Public,
}

impl Zone {
    /// `office`, `outside`, `unlisted` or `public`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Outside => "outside",
            Self::Unlisted => "unlisted",
            Self::Public => "public",
        }
    }

    /// The zone with this id, of those that a network on the list can have.
    fn listed(id: &str) -> Option<Self> {
        [Self::Office, Self::Outside, Self::Public].into_iter().find(|zone| zone.id() == id)
    }
}

/// One row of the operator's list, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NetworkRow {
    /// `10.1.0.0/16`, `2001:db8::/32`, or one address.
    pub cidr: String,
    /// `office`, `outside` or `public`.
    pub zone: String,
    /// What people call it.
    pub name: String,
}

/// A network on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    base: IpAddr,
    prefix: u32,
    /// What kind of place it is.
    pub zone: Zone,
    /// What people call it.
    pub name: String,
}

/// Something wrong in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetworkError {
    /// The row, from 1.
    pub row: usize,
    /// One Chinese sentence: what is wrong and what is accepted.
    pub message: String,
}

impl Network {
    /// Whether an address lies in it. IPv4 addresses written as IPv6 (`::ffff:10.1.2.3`) are IPv4.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        address.is_ipv4() == self.base.is_ipv4() && masked(address, self.prefix) == self.base
    }
}

/// Read the list.
///
/// # Errors
/// Every row that is wrong.
///
/// ```
/// use accounts::{NetworkRow, Zone, read_networks, zone_of};
/// let row = |cidr: &str, zone: &str| NetworkRow { cidr: cidr.into(), zone: zone.into(), name: "内网".into() };
/// let networks = read_networks(&[row("10.1.0.0/16", "office"), row("10.1.9.0/24", "public")]).unwrap();
/// assert_eq!(zone_of("10.1.2.3".parse().unwrap(), &networks).0, Zone::Office);
/// assert_eq!(zone_of("10.1.9.3".parse().unwrap(), &networks).0, Zone::Public);
/// assert_eq!(zone_of("192.0.2.1".parse().unwrap(), &networks).0, Zone::Unlisted);
/// ```
pub fn read_networks(rows: &[NetworkRow]) -> Result<Vec<Network>, Vec<NetworkError>> {
    let mut networks: Vec<Network> = Vec::new();
    let mut errors = Vec::new();
    for (row, written) in (1..).zip(rows) {
        match read_row(written) {
            Ok(network)
                if networks.iter().any(|other| (other.base, other.prefix) == (network.base, network.prefix)) =>
            {
                errors.push(NetworkError {
                    row, message: format!("网段“{}”登记了两次，请只留一行。", written.cidr)
                });
            }
            Ok(network) => networks.push(network),
            Err(message) => errors.push(NetworkError { row, message }),
        }
    }
    if errors.is_empty() { Ok(networks) } else { Err(errors) }
}

/// The zone of an address and the name of the network that decides: the narrowest one it lies in. On no list: [`Zone::Unlisted`], no name.
#[must_use]
pub fn zone_of(address: IpAddr, networks: &[Network]) -> (Zone, &str) {
    networks
        .iter()
        .filter(|network| network.contains(address))
        .max_by_key(|network| network.prefix)
        .map_or((Zone::Unlisted, ""), |network| (network.zone, network.name.as_str()))
}

fn read_row(row: &NetworkRow) -> Result<Network, String> {
    let cidr = row.cidr.trim();
    let zone = Zone::listed(row.zone.trim())
        .ok_or_else(|| format!("网段“{cidr}”的类别“{}”不认识，须为 office、outside 或 public。", row.zone))?;
    if row.name.trim().is_empty() {
        return Err(format!("网段“{cidr}”没有名称，请写明是什么网络。"));
    }
    let (address, prefix) = cidr.split_once('/').map_or((cidr, None), |(address, prefix)| (address, Some(prefix)));
    let base: IpAddr =
        address.parse().map_err(|_| format!("“{cidr}”不是网段，应写作 10.1.0.0/16 或 2001:db8::/32 的形式。"))?;
    let bits = if base.is_ipv4() { 32 } else { 128 };
    let prefix = match prefix {
        None => bits,
        Some(text) => read_prefix(text, bits)
            .ok_or_else(|| format!("“{cidr}”的前缀长度“{text}”不对，须为 0 至 {bits} 的整数。"))?,
    };
    let network = masked(base, prefix);
    if network != base {
        return Err(format!("“{cidr}”的主机位不为零，这一网段应写作 {network}/{prefix}。"));
    }
    if network.to_canonical() != network {
        return Err(format!("“{cidr}”是 IPv4 地址，请按 IPv4 的形式书写。"));
    }
    if zone == Zone::Office && prefix < broadest_office(bits) {
        let least = broadest_office(bits);
        return Err(format!(
            "第十五条：办公网段“{cidr}”范围过大，前缀长度不得小于 {least}，否则外部网络也成了办公环境。"
        ));
    }
    Ok(Network { base, prefix, zone, name: row.name.trim().to_owned() })
}

/// Private IPv4 space is 10.0.0.0/8 at its widest, private IPv6 space is fc00::/7.
const fn broadest_office(bits: u32) -> u32 {
    if bits == 32 { 8 } else { 7 }
}

/// Digits only: `parse` would take a sign too.
fn read_prefix(text: &str, bits: u32) -> Option<u32> {
    let digits = (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|prefix| digits && *prefix <= bits)
}

/// The address with everything behind the prefix zero.
fn masked(address: IpAddr, prefix: u32) -> IpAddr {
    match address {
        IpAddr::V4(address) => {
            let mask = u32::MAX.checked_shl(32_u32.saturating_sub(prefix)).unwrap_or(0);
            IpAddr::V4(Ipv4Addr::from_bits(address.to_bits() & mask))
        }
        IpAddr::V6(address) => {
            let mask = u128::MAX.checked_shl(128_u32.saturating_sub(prefix)).unwrap_or(0);
            IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & mask))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(cidr: &str, zone: &str) -> NetworkRow {
        NetworkRow { cidr: cidr.into(), zone: zone.into(), name: "内网".into() }
    }

    fn zone(address: &str, rows: &[NetworkRow]) -> Zone {
        zone_of(address.parse().unwrap(), &read_networks(rows).unwrap()).0
    }

    #[test]
    fn narrowest_decides() {
        let rows = [row("10.0.0.0/8", "office"), row("10.9.0.0/16", "outside"), row("10.9.9.9", "public")];
        assert_eq!(zone("10.1.1.1", &rows), Zone::Office);
        assert_eq!(zone("10.9.1.1", &rows), Zone::Outside);
        assert_eq!(zone("10.9.9.9", &rows), Zone::Public);
        assert_eq!(zone("::ffff:10.9.9.9", &rows), Zone::Public);
        assert_eq!(zone("11.0.0.0", &rows), Zone::Unlisted);
    }

    #[test]
    fn everything_may_be_public_but_not_the_office() {
        let rows = [row("0.0.0.0/0", "public"), row("::/0", "outside"), row("fd00:1::/32", "office")];
        assert_eq!(zone("203.0.113.7", &rows), Zone::Public);
        assert_eq!(zone("2001:db8::1", &rows), Zone::Outside);
        assert_eq!(zone("fd00:1::1", &rows), Zone::Office);
        let message = &read_networks(&[row("0.0.0.0/0", "office")]).unwrap_err()[0].message;
        assert!(message.starts_with("第十五条：办公网段"), "{message}");
    }

    #[test]
    fn errors_say_what_is_accepted() {
        for (cidr, part) in [
            ("10.1.2.3/16", "应写作 10.1.0.0/16"),
            ("10.1.0.0/33", "0 至 32"),
            ("10.1.0.0/+8", "前缀长度“+8”"),
            ("10.1.0.0/", "前缀长度“”"),
            ("10.1.0", "不是网段"),
            ("office", "不是网段"),
            ("2001:db8::/129", "0 至 128"),
            ("::ffff:10.1.0.0/112", "按 IPv4"),
        ] {
            let errors = read_networks(&[row("192.0.2.0/24", "outside"), row(cidr, "outside")]).unwrap_err();
            assert_eq!(errors.len(), 1);
            assert!(errors[0].row == 2 && errors[0].message.contains(part), "{cidr}: {errors:?}");
        }
        let errors =
            read_networks(&[row("10.0.0.0/8", "家"), row("10.0.0.0/8", "office"), row("10.0.0.0/8", "public")]);
        assert_eq!(errors.unwrap_err().iter().map(|error| error.row).collect::<Vec<_>>(), [1, 3]);
        assert!(read_networks(&[NetworkRow { name: " ".into(), ..row("10.0.0.0/8", "office") }]).is_err());
    }

    proptest! {
        #[test]
        fn an_address_lies_in_every_network_cut_from_it(address: u32, other: u32, prefix in 0_u32..=32) {
            let address = IpAddr::V4(Ipv4Addr::from_bits(address));
            let other_address = IpAddr::V4(Ipv4Addr::from_bits(other));
            let rows = [row(&format!("{}/{prefix}", masked(address, prefix)), "public")];
            let networks = read_networks(&rows).unwrap();
            prop_assert_eq!(zone_of(address, &networks).0, Zone::Public);
            let same = (0..prefix).all(|bit| {
                let bit = 31 - bit;
                match (address, other_address) {
                    (IpAddr::V4(one), IpAddr::V4(two)) => (one.to_bits() >> bit) & 1 == (two.to_bits() >> bit) & 1,
                    _ => false,
                }
            });
            prop_assert_eq!(zone_of(other_address, &networks).0 == Zone::Public, same);
        }

        #[test]
        fn any_text_is_read_or_explained(cidr in "\\PC{0,40}", prefix in 0_u32..200) {
            for text in [cidr.clone(), format!("fd00::/{prefix}"), format!("{cidr}/{prefix}")] {
                let _ = read_networks(&[row(&text, "outside")]);
            }
        }
    }
}
