//! A cluster behind nginx, which asks for a password and has a certificate of an authority of the test.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::common::{Run, TestEnvironment};
use crate::remote::{Cluster, fails};

/// An nginx that ends with its test.
struct Guard {
    child: Child,
    port: u16,
}

impl Drop for Guard {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs a program in a folder, and says whether it is there and did what it was to do.
fn done(dir: &Path, line: &str) -> bool {
    let mut words = line.split(' ');
    let mut command = Command::new(words.next().unwrap());
    command.args(words).current_dir(dir);
    let command = command.stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// Makes an authority and a certificate of this machine by it, and another authority.
fn certificates(dir: &Path) -> bool {
    fs::write(
        dir.join("names"),
        "subjectAltName=IP:127.0.0.1,DNS:localhost\n",
    )
    .unwrap();
    let authority = |name: &str| {
        format!(
            "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={name} -keyout {name}.key -out {name}.pem"
        )
    };
    done(dir, &authority("authority"))
        && done(dir, &authority("stranger"))
        && done(
            dir,
            "openssl req -newkey rsa:2048 -nodes -subj /CN=engine -keyout engine.key -out engine.csr",
        )
        && done(
            dir,
            "openssl x509 -req -in engine.csr -CA authority.pem -CAkey authority.key -CAcreateserial \
             -days 2 -extfile names -out engine.pem",
        )
}

/// Starts nginx before a cluster; none where it or openssl is missing.
fn guard(env: &TestEnvironment, cluster: &Cluster) -> Option<Guard> {
    let dir = env.path("guard");
    fs::create_dir_all(&dir).unwrap();
    if !certificates(&dir) {
        println!("guarded: skipped, there is no openssl");
        return None;
    }
    let hashed = Command::new("openssl")
        .args(["passwd", "-apr1", "opensesame"])
        .output();
    let hashed = String::from_utf8(hashed.unwrap().stdout).unwrap();
    fs::write(dir.join("users"), format!("ann:{hashed}")).unwrap();
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let upstream = cluster.address.rsplit_once('/').unwrap().0;
    let configuration = format!(
        "daemon off; master_process off; pid nginx.pid; error_log error.log;\n\
         events {{}}\n\
         http {{\n\
         access_log off; client_max_body_size 100m;\n\
         client_body_temp_path body; proxy_temp_path proxy;\n\
         fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;\n\
         server {{\n\
         listen 127.0.0.1:{port} ssl;\n\
         ssl_certificate engine.pem; ssl_certificate_key engine.key;\n\
         location / {{ auth_basic engine; auth_basic_user_file users; proxy_pass {upstream}; }}\n\
         }}\n}}\n"
    );
    fs::write(dir.join("nginx.conf"), configuration).unwrap();
    let mut command = Command::new("nginx");
    command
        .arg("-p")
        .arg(&dir)
        .args(["-e", "error.log", "-c", "nginx.conf"]);
    let Ok(child) = command.stderr(Stdio::null()).spawn() else {
        println!("guarded: skipped, there is no nginx");
        return None;
    };
    let guard = Guard { child, port };
    for _ in 0..100 {
        if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Some(guard);
        }
        sleep(Duration::from_millis(50));
    }
    panic!(
        "nginx does not listen: {:?}",
        fs::read_to_string(dir.join("error.log"))
    );
}

#[test]
fn an_engine_behind_a_password_and_a_certificate_of_ones_own() {
    let Some(cluster) = Cluster::of("guarded") else {
        return;
    };
    let env = TestEnvironment::ingested();
    let Some(guard) = guard(&env, &cluster) else {
        return;
    };
    let address = format!("https://127.0.0.1:{}/{}", guard.port, cluster.name);
    fs::write(env.path("secret"), "opensesame\n").unwrap();
    let line = |line: &str, variables: &[(&str, &str)]| {
        let mut command = env.command();
        command
            .args(line.split(' '))
            .env("FINDINGS_ENGINE", &address);
        Run::of(command.envs(variables.iter().copied()))
    };
    let user = [
        ("FINDINGS_ENGINE_CA", "guard/authority.pem"),
        ("FINDINGS_ENGINE_USER", "ann"),
        ("FINDINGS_ENGINE_PASSWORD_FILE", "secret"),
    ];
    let ingested = line("ingest", &user);
    assert_eq!(ingested.code, Some(0), "{}", ingested.stderr);
    let whole = env.line("search plan --all --format jsonl");
    let answer = line("search plan --all --format jsonl", &user);
    assert_eq!(
        (answer.stdout, answer.code),
        (whole.stdout, Some(0)),
        "{}",
        answer.stderr
    );

    let ask = |variables: &[(&str, &str)]| line("search plan", variables);
    fails(
        &ask(&user[..1]),
        "does not know who asks",
        "FINDINGS_ENGINE_USER",
    );
    let wrong = [user[0], user[1], ("FINDINGS_ENGINE_PASSWORD", "sesame")];
    let refused = ask(&wrong);
    fails(
        &refused,
        "does not know who asks",
        "FINDINGS_ENGINE_PASSWORD",
    );
    assert!(!refused.stderr.contains("sesame"), "{}", refused.stderr);
    let stranger = [
        ("FINDINGS_ENGINE_CA", "guard/stranger.pem"),
        user[1],
        user[2],
    ];
    fails(&ask(&stranger), "cannot be reached", "FINDINGS_ENGINE_CA");
    fails(&ask(&user[1..]), "cannot be reached", "FINDINGS_ENGINE_CA");
}
