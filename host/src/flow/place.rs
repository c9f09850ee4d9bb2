//! Where a request comes from (clause 15): its address, looked up by the component in the operator's list of networks.

use std::{collections::HashMap, net::IpAddr, sync::Mutex};

use super::{Flow, error::FlowError};
use crate::component::bindings::{Network, NetworkZone, Place, Zone};

/// Addresses whose place is remembered; the list does not change while the host runs.
const REMEMBERED: usize = 4_096;

/// The operator's list of networks, and the proxies whose word on an address counts.
#[derive(Debug, Default)]
pub struct Networks {
    /// None: this machine is the office, everything else is outside.
    listed: Option<Vec<Network>>,
    proxies: Vec<IpAddr>,
    known: Mutex<HashMap<IpAddr, Place>>,
}

/// Where a request comes from.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The address; empty when it is not known.
    pub address: String,
    /// What kind of place that is.
    pub place: Place,
}

impl Visitor {
    /// The zone as a context has it: from a network on no list nothing is allowed.
    #[must_use]
    pub fn zone(&self) -> NetworkZone {
        match self.place.zone {
            Zone::Office => NetworkZone::Office,
            Zone::Outside => NetworkZone::Outside,
            Zone::Unlisted | Zone::Public => NetworkZone::Public,
        }
    }
}

impl Networks {
    /// The list that holds where the operator has given none.
    fn rows(&self) -> Vec<Network> {
        let row = |(cidr, zone, name): (&str, &str, &str)| Network {
            cidr: cidr.to_owned(),
            zone: zone.to_owned(),
            name: name.to_owned(),
        };
        let default = [
            ("127.0.0.0/8", "office", "本机"),
            ("::1", "office", "本机"),
            ("0.0.0.0/0", "outside", "其他网络"),
            ("::/0", "outside", "其他网络"),
        ];
        self.listed.clone().unwrap_or_else(|| default.into_iter().map(row).collect())
    }

    /// The address of who asks: the connection's, or what a known proxy says of it. What anybody else says is not read.
    fn address(&self, peer: Option<IpAddr>, forwarded: Option<&str>, hidden: bool) -> Option<IpAddr> {
        let peer = peer?.to_canonical();
        if self.proxies.contains(&peer) {
            // The last address is the one that the proxy itself has seen.
            let last = forwarded?.rsplit(',').next()?.trim();
            return last.parse().ok().map(|address: IpAddr| address.to_canonical());
        }
        (!hidden).then_some(peer)
    }

    fn remembered(&self, address: IpAddr) -> Option<Place> {
        self.known.lock().ok()?.get(&address).cloned()
    }

    fn remember(&self, address: IpAddr, place: &Place) {
        if let Ok(mut known) = self.known.lock() {
            if known.len() >= REMEMBERED {
                known.clear();
            }
            known.insert(address, place.clone());
        }
    }
}

impl Flow {
    /// With the operator's list of networks (none: this machine is the office, everything else outside), checked by the component, and the
    /// addresses of proxies that say in `X-Forwarded-For` who asks.
    ///
    /// # Errors
    /// [`FlowError::Networks`] with every error in it, or [`FlowError::Engine`].
    pub fn with_networks(mut self, listed: Option<Vec<Network>>, proxies: Vec<IpAddr>) -> Result<Self, FlowError> {
        if let Some(rows) = &listed {
            self.reviewer.check_networks(rows)?.map_err(|errors| {
                FlowError::Networks(errors.iter().map(|e| format!("第 {} 行：{}", e.row, e.message)).collect())
            })?;
        }
        let proxies = proxies.into_iter().map(|proxy| proxy.to_canonical()).collect();
        self.networks = std::sync::Arc::new(Networks { listed, proxies, known: Mutex::default() });
        Ok(self)
    }

    /// Where a request comes from: `forwarded` is what a proxy has added as `X-Forwarded-For`, `hidden` says that something stands between.
    /// Where nobody knows the address, or the component does not answer, nothing is opened.
    pub async fn visitor(&self, peer: Option<IpAddr>, forwarded: Option<&str>, hidden: bool) -> Visitor {
        let Some(address) = self.networks.address(peer, forwarded, hidden) else {
            let zone = if self.networks.listed.is_some() { Zone::Unlisted } else { Zone::Outside };
            return Visitor { address: String::new(), place: Place { zone, name: String::new() } };
        };
        let written = address.to_string();
        if let Some(place) = self.networks.remembered(address) {
            return Visitor { address: written, place };
        }
        let (asked, rows) = (written.clone(), self.networks.rows());
        let answer = self.engine(move |reviewer| Ok(reviewer.place_of(&asked, &rows)?)).await;
        let place = match answer {
            Ok(place) => {
                self.networks.remember(address, &place);
                place
            }
            Err(_) => Place { zone: Zone::Unlisted, name: String::new() },
        };
        Visitor { address: written, place }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_known_proxy_is_believed() {
        let networks = Networks { proxies: vec!["10.0.0.9".parse().unwrap()], ..Networks::default() };
        let at = |peer: &str, forwarded: Option<&str>| {
            let hidden = forwarded.is_some();
            networks.address(Some(peer.parse().unwrap()), forwarded, hidden).map(|address| address.to_string())
        };
        assert_eq!(at("10.0.0.1", None).as_deref(), Some("10.0.0.1"));
        assert_eq!(at("::ffff:10.0.0.1", None).as_deref(), Some("10.0.0.1"));
        assert_eq!(at("10.0.0.1", Some("127.0.0.1")), None, "nobody believes it");
        assert_eq!(at("10.0.0.9", Some("127.0.0.1, 10.0.0.7")).as_deref(), Some("10.0.0.7"));
        for nothing in [None, Some(""), Some("unknown"), Some("10.0.0.7,")] {
            assert_eq!(at("10.0.0.9", nothing), None, "{nothing:?}");
        }
    }
}
