//! The client against a server of this process.

mod secure;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::thread::JoinHandle;
use std::time::Duration;

use super::{Client, ClientOptions, HttpError, HttpRequest, Method, Proxies, Url};

/// Answers one connection after the other with these bytes, and returns what was asked.
fn serve<T: AsRef<[u8]> + Send + 'static>(answers: Vec<T>) -> (Url, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = Url::parse(&format!("http://{}/a?b=c", listener.local_addr().unwrap())).unwrap();
    let asked = std::thread::spawn(move || {
        let mut asked = Vec::new();
        for answer in answers {
            let (mut stream, _) = listener.accept().unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let mut head = String::new();
            while !head.ends_with("\r\n\r\n") && reader.read_line(&mut head).unwrap() > 0 {}
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "));
            let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
            reader.read_exact(&mut body).unwrap();
            asked.push(head + &String::from_utf8(body).unwrap());
            stream.write_all(answer.as_ref()).unwrap();
            if answer.as_ref().ends_with(b"...") {
                std::thread::sleep(Duration::from_millis(400));
            }
        }
        asked
    });
    (url, asked)
}

fn options() -> ClientOptions {
    ClientOptions {
        user_agent: "findings-test/1".to_owned(),
        connect: Duration::from_secs(5),
        read: Duration::from_millis(200),
        whole: Duration::from_secs(5),
        proxies: Proxies::default(),
        certificates: None,
    }
}

fn client() -> Client {
    Client::new(&options()).unwrap()
}

#[test]
fn a_request_is_sent_whole_and_its_answer_read() {
    let (url, asked) = serve(vec![
        "HTTP/1.1 404 Not Found\r\nETag: \"x\"\r\nContent-Length: 4\r\n\r\nnone",
    ]);
    let request = HttpRequest::new(Method::Put, &url)
        .key("ApiKey", "sesame")
        .body("application/json", b"{}");
    let answer = client().send(request).unwrap();
    assert_eq!((answer.status, answer.header("etag")), (404, Some("\"x\"")));
    assert!(!answer.is_success());
    assert_eq!(answer.into_bytes().unwrap(), b"none");
    let asked = asked.join().unwrap().remove(0);
    assert!(asked.starts_with("PUT /a?b=c HTTP/1.1\r\n"), "{asked}");
    for header in [
        "user-agent: findings-test/1",
        "authorization: ApiKey sesame",
        "content-type: application/json",
    ] {
        assert!(asked.contains(&format!("\r\n{header}\r\n")), "{asked}");
    }
    assert!(asked.ends_with("\r\n\r\n{}"), "{asked}");
}

#[test]
fn redirects_are_told_and_not_followed() {
    let (url, asked) = serve(vec![
        "HTTP/1.1 302 Found\r\nLocation: http://elsewhere.invalid/\r\nContent-Length: 0\r\n\r\n",
    ]);
    let answer = client().send(HttpRequest::get(&url)).unwrap();
    assert_eq!(answer.redirect(), Some("http://elsewhere.invalid/"));
    assert_eq!(asked.join().unwrap().len(), 1);
}

fn read(answer: impl AsRef<[u8]> + Send + 'static, most: u64) -> HttpError {
    let (url, _asked) = serve(vec![answer]);
    let answer = client().send(HttpRequest::get(&url).at_most(most));
    answer.and_then(|answer| answer.into_bytes()).unwrap_err()
}

#[test]
fn what_is_no_whole_answer_is_an_error() {
    const SHORT: &str = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345";
    const WHOLE: &str = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n12345";
    const SLOW: &str = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12...";
    assert!(matches!(read(SHORT, 100), HttpError::Connection(_)));
    assert!(matches!(read(WHOLE, 4), HttpError::TooLong(4)));
    assert!(matches!(read(SLOW, 100), HttpError::Timeout(_)));
    assert!(matches!(read("", 100), HttpError::Connection(_)));
    assert!(matches!(read("hello\r\n\r\n", 100), HttpError::Protocol(_)));
    assert!(read(SHORT, 100).is_passing() && !read(WHOLE, 4).is_passing());
}

/// Answers with what `gzip -9` makes of [`words`], as far as so many bytes before its end.
fn packed(cut: usize) -> Vec<u8> {
    let body = include_bytes!("words.gz");
    let length = body.len();
    let head =
        format!("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {length}\r\n\r\n");
    [head.as_bytes(), &body[..length - cut]].concat()
}

fn words() -> Vec<u8> {
    b"Reports of inspections. ".repeat(10_000)
}

#[test]
fn packed_answers_are_unpacked_as_far_as_they_may_be() {
    let (url, asked) = serve(vec![packed(0)]);
    let answer = client().send(HttpRequest::get(&url)).unwrap();
    let length = answer.header("content-length");
    assert_eq!(length, None, "it is not that of the text");
    assert!(answer.into_bytes().unwrap() == words());
    let asked = asked.join().unwrap().remove(0);
    assert!(
        !asked.contains("accept-encoding"),
        "nobody asked for it: {asked}"
    );
    // What counts is how much it is unpacked, and that it is whole.
    assert!(matches!(
        read(packed(0), 100_000),
        HttpError::TooLong(100_000)
    ));
    assert!(read(packed(9), u64::MAX).is_passing());
}

#[test]
fn nobody_there_is_an_error() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    let url = Url::parse(&url).unwrap();
    let error = client().send(HttpRequest::get(&url)).unwrap_err();
    assert!(matches!(error, HttpError::Connection(_)), "{error}");
}

#[test]
fn a_proxy_is_asked_where_one_is_set() {
    let (proxy, asked) = serve(vec!["HTTP/1.1 200 OK\r\n\r\n"]);
    let options = ClientOptions {
        proxies: Proxies {
            http: Some(format!("http://ann:sesame@{}", proxy.host())),
            ..Proxies::default()
        },
        ..options()
    };
    let client = Client::new(&options).unwrap();
    assert!(!format!("{client:?}").contains("sesame"));
    let url = Url::parse("http://elsewhere.invalid/x").unwrap();
    // This proxy lets through, and hangs up.
    client.send(HttpRequest::get(&url)).unwrap_err();
    let asked = asked.join().unwrap().remove(0);
    assert!(asked.starts_with("CONNECT elsewhere.invalid:80"), "{asked}");
    assert!(asked.contains("Basic YW5uOnNlc2FtZQ=="), "{asked}");
    for address in ["gopher://ann:sesame@p", "socks6://ann:sesame@p:1"] {
        let options = ClientOptions {
            proxies: Proxies {
                https: Some(address.to_owned()),
                ..Proxies::default()
            },
            ..self::options()
        };
        let error = Client::new(&options).unwrap_err();
        assert!(!error.to_string().contains("sesame"), "{error}");
    }
}

#[test]
fn a_file_of_certificates_must_hold_some() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("own.pem");
    let options = ClientOptions {
        certificates: Some(path.clone()),
        ..options()
    };
    let check = |expected: &str| {
        let error = Client::new(&options).unwrap_err().to_string();
        assert!(
            error.contains("own.pem") && error.contains(expected),
            "{error}"
        );
    };
    check("No such file");
    std::fs::write(&path, "nothing").unwrap();
    check("there are none in it");
}

#[test]
fn a_header_that_cannot_be_sent_is_named_without_its_value() {
    let url = Url::parse("http://127.0.0.1:1/").unwrap();
    let error = client().send(HttpRequest::get(&url).key("ApiKey", "sesame\r\nx: y"));
    let error = error.unwrap_err().to_string();
    assert_eq!(error, "the header `authorization` cannot be sent");
}
