//! An index in a cluster, as the program asks it.

use std::process::Command;

use findings::http::{Client, ClientOptions, HttpAnswer, HttpRequest, Method, Proxies, Url};

use crate::common::{Run, TestEnvironment};

/// An index in a cluster, deleted with the value.
pub(crate) struct Cluster {
    url: String,
    /// The address of the index.
    pub(crate) address: String,
    pub(crate) name: String,
}

impl Cluster {
    /// Takes a name in the cluster; none where there is no cluster.
    pub(crate) fn of(name: &str) -> Option<Cluster> {
        let Ok(url) = std::env::var("FINDINGS_TEST_ENGINE") else {
            println!("{name}: skipped, FINDINGS_TEST_ENGINE names no cluster");
            return None;
        };
        let name = format!("test-{name}-{}", std::process::id());
        Some(Cluster {
            address: format!("{url}/{name}"),
            url,
            name,
        })
    }

    pub(crate) fn command(&self, env: &TestEnvironment, line: &str) -> Command {
        let mut command = env.command();
        command.args(line.split(' '));
        command.env("FINDINGS_ENGINE", &self.address);
        command
    }

    pub(crate) fn line(&self, env: &TestEnvironment, line: &str) -> Run {
        Run::of(&mut self.command(env, line))
    }

    /// Asserts that a line is carried out; returns what it says.
    #[track_caller]
    pub(crate) fn done(&self, env: &TestEnvironment, line: &str) -> String {
        let run = self.line(env, line);
        assert_eq!(run.code, Some(0), "{line}: {}", run.stderr);
        run.stdout
    }

    /// Lists the indexes of its name, sorted.
    pub(crate) fn indexes(&self) -> Vec<String> {
        let path = format!("/_cat/indices/{}-*?h=index&s=index", self.name);
        let listed = self.said(Method::Get, &path);
        listed.split_whitespace().map(str::to_owned).collect()
    }

    /// Asserts that both answer a line alike, to the byte.
    pub(crate) fn check(&self, env: &TestEnvironment, line: &str) {
        let (here, there) = (env.line(line), self.line(env, line));
        assert_eq!(here.stdout, there.stdout, "{line}");
        assert_eq!(
            (here.stderr, here.code),
            (there.stderr, there.code),
            "{line}"
        );
    }

    /// Asks the cluster itself; returns the status.
    pub(crate) fn ask(&self, method: Method, path: &str, body: &str) -> u16 {
        self.answer(method, path, body).status
    }

    /// Asks the cluster itself; returns what it says.
    pub(crate) fn said(&self, method: Method, path: &str) -> String {
        let bytes = self.answer(method, path, "").into_bytes().unwrap();
        String::from_utf8(bytes).unwrap()
    }

    fn answer(&self, method: Method, path: &str, body: &str) -> HttpAnswer {
        let options = ClientOptions {
            proxies: Proxies::default(),
            ..ClientOptions::from_env("test")
        };
        let url = Url::parse(&format!("{}{path}", self.url)).unwrap();
        let mut request = HttpRequest::new(method, &url);
        if !body.is_empty() {
            request = request.body("application/json", body.as_bytes());
        }
        Client::new(&options).unwrap().send(request).unwrap()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let numbered: Vec<String> = (1..10).map(|n| format!("{}-{n}", self.name)).collect();
        let path = format!("/{}?ignore_unavailable=true", numbered.join(","));
        self.ask(Method::Delete, &path, "");
    }
}

/// Asserts that a line fails with one message and one hint.
#[track_caller]
pub(crate) fn fails(run: &Run, message: &str, hint: &str) {
    assert_eq!(run.code, Some(2), "{run:?}");
    let mut lines = run.stderr.lines();
    let (said, hinted) = (lines.next().unwrap(), lines.next().unwrap_or_default());
    assert!(
        said.starts_with("error: ") && said.contains(message),
        "{}",
        run.stderr
    );
    assert!(hinted.contains(hint), "{}", run.stderr);
}
