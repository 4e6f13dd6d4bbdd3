//! Answering: from a request that has come in to the response that is sent.

use std::sync::{Arc, OnceLock};

use axum::extract::{Request, State};
use axum::http::header::{ALLOW, ETAG, IF_NONE_MATCH, LOCATION, RETRY_AFTER};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};

use super::address::{Links, Route};
use super::assistant::{self, Assistant, OverHttp};
use super::failure::Failure;
use super::page::{self, Page};
use super::pages::Visit;
use super::posted::Posted;
use super::site::Site;
use super::traffic::{Seen, Traffic};
use super::{export, files, guard, openapi, pages, problem, tools};

/// What answers requests.
pub(super) struct Served {
    site: Arc<Site>,
    traffic: Traffic,
    assistants: OverHttp,
    /// The description of the API, once it is made.
    description: OnceLock<Page>,
}

impl Served {
    pub(super) fn new(site: Arc<Site>) -> Self {
        Served {
            traffic: Traffic::new(),
            assistants: Assistant::new(site.clone()).over_http(),
            description: OnceLock::new(),
            site,
        }
    }

    /// Describes the API; made once, for it is the same as long as the program runs.
    fn description(&self) -> Result<Page, Failure> {
        if let Some(known) = self.description.get() {
            return Ok(known.clone());
        }
        let described = openapi::description(&Links::new(&self.site.options.base))?;
        Ok(self.description.get_or_init(|| described).clone())
    }
}

/// Answers a request, whatever it is.
pub(super) async fn answer(State(served): State<Arc<Served>>, request: Request) -> Response {
    let seen = Seen::of(&request);
    let (page, response) = answered(&served, request).await;
    served.traffic.count(&seen, page, &response);
    guard::secured(response)
}

/// Answers a request, and names the page that it asks for.
async fn answered(served: &Served, request: Request) -> (&'static str, Response) {
    let site = served.site.clone();
    let base = site.options.base.clone();
    let links = Links::new(&base);
    let for_programs = Route::is_for_programs(&base, request.uri().path());
    let route = match guard::admit(&site.options, &request) {
        Ok(route) => route,
        Err(failure) => return ("refused", failed(&failure, for_programs, &links)),
    };
    let page = route.name();
    let answered = match route {
        Route::Style => Ok(page::style().respond(&request)),
        Route::Script => Ok(page::script().respond(&request)),
        Route::Description => served.description().map(|known| known.respond(&request)),
        Route::Metrics => served.traffic.page().map(IntoResponse::into_response),
        Route::Assistants => Ok(assistant::answer(&served.assistants, request).await),
        Route::Export if request.method() != Method::POST => {
            let query = request.uri().query().unwrap_or_default();
            export::export(site, query).await
        }
        Route::Health => Ok(Page::text("ok\n").into_response()),
        Route::File(id) => files::file(site, id, request).await,
        route if request.method() == Method::POST => sent(site, route, request).await,
        route => answer_from_index(site, route, Asked::of(&request)).await,
    };
    let response = answered.unwrap_or_else(|failure| failed(&failure, for_programs, &links));
    (page, response)
}

/// Answers what is sent: a question with its answer, a form with the address of its answer.
async fn sent(site: Arc<Site>, route: Route, request: Request) -> Result<Response, Failure> {
    let query = request.uri().query().unwrap_or_default();
    if !query.is_empty() {
        return Err(Failure::bad(
            "what is asked stands in what is sent, and not in the address",
        ));
    }
    let posted = Posted::read(request).await?;
    let tool = match route {
        Route::Tool(tool) => tool,
        Route::Export => return export::export(site, &posted.question()?).await,
        route => return answer_from_index(site, route, Asked::sent(posted.question()?)).await,
    };
    let fields = posted.fields()?;
    let visited = site.clone();
    let address = site.turns.run(move || {
        let opened = visited.current();
        tools::settled(&Visit::new(&visited, &opened), tool, fields)
    });
    let address = HeaderValue::try_from(address.await?).map_err(|_| Failure::fault())?;
    Ok((StatusCode::SEE_OTHER, [(LOCATION, address)]).into_response())
}

/// What of a request its answer depends on.
struct Asked {
    /// Path and parameters; none where the question is sent.
    target: Option<String>,
    /// The parameters.
    query: String,
    /// The tags of answers that are known already.
    known: Option<HeaderValue>,
}

impl Asked {
    fn of(request: &Request) -> Self {
        Asked {
            target: Some(request.uri().to_string()),
            query: request.uri().query().unwrap_or_default().to_owned(),
            known: request.headers().get(IF_NONE_MATCH).cloned(),
        }
    }

    fn sent(query: String) -> Self {
        Asked {
            target: None,
            query,
            known: None,
        }
    }
}

async fn answer_from_index(
    site: Arc<Site>,
    route: Route,
    asked: Asked,
) -> Result<Response, Failure> {
    let visited = site.clone();
    let answered = site.turns.run(move || {
        let opened = visited.current();
        let target = asked.target.as_deref();
        let tag = target.map(|target| page::tag(&opened.state(), target));
        let unchanged = tag
            .as_ref()
            .and_then(|tag| page::unchanged(asked.known.as_ref(), tag));
        if let Some(unchanged) = unchanged {
            return Ok(unchanged);
        }
        let visit = Visit::new(&visited, &opened);
        let page = page_of(&visit, route, &asked.query)?;
        let mut response = page.into_response();
        if let Some(tag) = tag.filter(|_| response.status() == StatusCode::OK) {
            response.headers_mut().insert(ETAG, tag);
        }
        Ok(response)
    });
    answered.await
}

/// Draws up what is asked for from the index.
fn page_of(visit: &Visit<'_>, route: Route, query: &str) -> Result<Page, Failure> {
    match route {
        Route::Search => pages::search::search(visit, query),
        Route::Absent => pages::absent::absent(visit, query),
        Route::Report(id) => pages::report::report(visit, &id, query),
        Route::Authority(slug) => pages::authority::authority(visit, &slug, query),
        Route::Corpus => pages::corpus::corpus(visit, query),
        Route::Help => pages::help::help(visit, query),
        Route::Tool(tool) => tools::page(visit, tool, query),
        Route::Data(tool, named) => tools::data(visit, tool, named.as_deref(), query),
        Route::Style
        | Route::Script
        | Route::Description
        | Route::Export
        | Route::Metrics
        | Route::Assistants
        | Route::Health
        | Route::File(_) => Err(Failure::not_found("no such page")),
    }
}

/// Tells why there is no answer: people by a page, programs by a problem.
fn failed(failure: &Failure, for_programs: bool, links: &Links<'_>) -> Response {
    let page = match for_programs {
        true => problem::problem(failure),
        false => pages::failure::failure(failure, links),
    };
    let mut response = page.into_response();
    let headers = response.headers_mut();
    if let Some(seconds) = failure.retry_after {
        headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    if let Some(methods) = failure.allowed {
        headers.insert(ALLOW, HeaderValue::from_static(methods));
    }
    response
}
