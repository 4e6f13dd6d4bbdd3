//! Secure connections, to a server whose certificate comes from an authority of these tests.
//!
//! `ca.pem` signs `server.pem`, which is for `localhost`; `server.key` is its key, and nobody else's. All were
//! made by `openssl req` and `openssl x509`, and hold for a hundred years.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::spawn;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::{client, options};
use crate::http::{Client, ClientOptions, HttpError, HttpRequest, Url};

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("src/http/tests")
        .join(name)
}

/// Answers each connection with `yes`.
fn serve() -> Url {
    let certificates = CertificateDer::pem_file_iter(file("server.pem")).unwrap();
    let certificates = certificates.collect::<Result<Vec<_>, _>>().unwrap();
    let key = PrivateKeyDer::from_pem_file(file("server.key")).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(certificates, key)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    spawn(move || {
        for stream in listener.incoming() {
            let connection = ServerConnection::new(config.clone()).unwrap();
            let mut reader = BufReader::new(StreamOwned::new(connection, stream.unwrap()));
            let mut head = String::new();
            // A client that trusts nobody here hangs up.
            while reader.read_line(&mut head).is_ok_and(|read| read > 0) {
                if head.ends_with("\r\n\r\n") {
                    let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nyes";
                    reader.get_mut().write_all(answer).unwrap();
                    break;
                }
            }
        }
    });
    Url::parse(&format!("https://localhost:{port}/")).unwrap()
}

#[test]
fn who_is_trusted_is_said_by_a_file() {
    let url = serve();
    let error = client().send(HttpRequest::get(&url)).unwrap_err();
    assert!(matches!(error, HttpError::Tls(_)), "{error}");
    assert!(!error.is_passing());
    let options = ClientOptions {
        certificates: Some(file("ca.pem")),
        ..options()
    };
    let client = Client::new(&options).unwrap();
    let answer = client.send(HttpRequest::get(&url)).unwrap();
    assert_eq!(answer.into_bytes().unwrap(), b"yes");
    // The certificate is for a name, and for no other of the same machine.
    let other = url.to_string().replace("localhost", "127.0.0.1");
    let other = Url::parse(&other).unwrap();
    let error = client.send(HttpRequest::get(&other)).unwrap_err();
    assert!(matches!(error, HttpError::Tls(_)), "{error}");
}
