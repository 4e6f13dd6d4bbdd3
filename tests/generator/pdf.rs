//! Writing a set document as a tagged PDF file.

use std::collections::BTreeMap;

use pdf_writer::{Content, Dict, Filter, Finish, Name, Pdf, Rect, Ref, Settings, Str, TextStr};

use super::metrics::{Face, encode};
use super::page::{Document, HEIGHT, Kid, Node, Page, Show, Shown, WIDTH};
use super::spec::Traps;
use super::symbol;

const CATALOG: Ref = Ref::new(1);
const PAGES: Ref = Ref::new(2);
const TREE: Ref = Ref::new(3);
const PARENTS: Ref = Ref::new(4);
const FONTS: [Ref; 3] = [Ref::new(5), Ref::new(6), Ref::new(7)];
const SYMBOL_CID: Ref = Ref::new(8);
const SYMBOL_DESCRIPTOR: Ref = Ref::new(9);
const SYMBOL_FILE: Ref = Ref::new(10);
const SYMBOL_MAP: Ref = Ref::new(11);
const FIRST_FREE: i32 = 12;

/// Writes the file.
pub fn write(document: &Document, traps: &Traps, title: Option<&str>) -> Vec<u8> {
    let mut pdf = Pdf::with_settings(Settings { pretty: false });
    let mut next = Ref::new(FIRST_FREE);
    let pages: Vec<(Ref, Ref)> = document
        .pages
        .iter()
        .map(|_| (next.bump(), next.bump()))
        .collect();
    let mut catalog = pdf.catalog(CATALOG);
    catalog.pages(PAGES);
    catalog.pair(Name(b"Lang"), Str(b"en-GB"));
    if !traps.untagged {
        catalog.pair(Name(b"StructTreeRoot"), TREE);
        catalog
            .insert(Name(b"MarkInfo"))
            .dict()
            .pair(Name(b"Marked"), true);
    }
    catalog.finish();
    if let Some(title) = title {
        pdf.document_info(next.bump()).title(TextStr(title));
    }
    pdf.pages(PAGES)
        .kids(pages.iter().map(|page| page.0))
        .count(pages.len() as i32);
    for (n, (page, &(id, contents))) in document.pages.iter().zip(&pages).enumerate() {
        let mut dict = pdf.page(id);
        dict.parent(PAGES)
            .media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT))
            .contents(contents);
        if !traps.untagged {
            dict.struct_parents(n as i32);
        }
        let mut resources = dict.resources();
        let mut fonts = resources.fonts();
        for (n, font) in FONTS.iter().enumerate() {
            fonts.pair(Name(FONT_NAMES[n]), font);
        }
        fonts.finish();
        resources.finish();
        dict.finish();
        let data = compress(&content(page, traps));
        pdf.stream(contents, &data).filter(Filter::FlateDecode);
    }
    write_fonts(&mut pdf, traps);
    if !traps.untagged {
        write_tree(&mut pdf, document, &pages, next);
    }
    pdf.finish()
}

const FONT_NAMES: [&[u8]; 3] = [b"F1", b"F2", b"F3"];

fn compress(data: &[u8]) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec_zlib(data, 6)
}

fn content(page: &Page, traps: &Traps) -> Vec<u8> {
    let mut content = Content::new();
    for (subtype, shows) in [(b"Header", &page.head), (b"Footer", &page.foot)] {
        if shows.is_empty() {
            continue;
        }
        if !traps.untagged {
            let mut artifact = content.begin_marked_content_with_properties(Name(b"Artifact"));
            let mut properties = artifact.properties();
            properties
                .insert(Name(b"Attached"))
                .array()
                .item(Name(match subtype {
                    b"Header" => b"Top",
                    _ => b"Bottom",
                }));
            properties
                .insert(Name(b"Type"))
                .primitive(Name(b"Pagination"));
            properties.insert(Name(b"Subtype")).primitive(Name(subtype));
        }
        show_all(&mut content, shows);
        if !traps.untagged {
            content.end_marked_content();
        }
    }
    if !page.rules.is_empty() {
        if !traps.untagged {
            content.begin_marked_content(Name(b"Artifact"));
        }
        for &(x, y, width) in &page.rules {
            content.rect(x, round(y), width, 0.48).fill_even_odd();
        }
        if !traps.untagged {
            content.end_marked_content();
        }
    }
    for (id, marked) in page.marked.iter().enumerate() {
        if !traps.untagged {
            let mut span = content.begin_marked_content_with_properties(Name(b"P"));
            span.properties().identify(id as i32);
        }
        show_all(&mut content, &marked.shows);
        if !traps.untagged {
            content.end_marked_content();
        }
    }
    content.finish().into_vec()
}

fn show_all(content: &mut Content, shows: &[Show]) {
    for show in shows {
        content.begin_text();
        let font = match show.shown {
            Shown::Text(Face::Regular, _) => 0,
            Shown::Text(Face::Bold, _) => 1,
            Shown::Text(Face::Symbol, _) | Shown::Glyph(_) => 2,
        };
        content.set_font(Name(FONT_NAMES[font]), round(show.size));
        content.set_text_matrix([1.0, 0.0, 0.0, 1.0, round(show.x), round(show.y)]);
        match &show.shown {
            Shown::Text(_, text) => content.show(Str(&encode(text))),
            Shown::Glyph(glyph) => content.show(Str(&glyph.to_be_bytes())),
        };
        content.end_text();
    }
}

fn round(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}

fn write_fonts(pdf: &mut Pdf, traps: &Traps) {
    let faces: [(Ref, &[u8], Face); 2] = [
        (FONTS[0], b"Helvetica", Face::Regular),
        (FONTS[1], b"Helvetica-Bold", Face::Bold),
    ];
    for (id, name, face) in faces {
        let mut font = pdf.indirect(id).dict();
        font.pair(Name(b"Type"), Name(b"Font"))
            .pair(Name(b"Subtype"), Name(b"Type1"));
        font.pair(Name(b"BaseFont"), Name(name));
        font.pair(Name(b"Encoding"), Name(b"WinAnsiEncoding"));
        font.pair(Name(b"FirstChar"), 32)
            .pair(Name(b"LastChar"), 255);
        font.insert(Name(b"Widths"))
            .array()
            .items(face.widths().iter().map(|&w| i32::from(w)));
    }
    let mut font = pdf.indirect(FONTS[2]).dict();
    font.pair(Name(b"Type"), Name(b"Font"))
        .pair(Name(b"Subtype"), Name(b"Type0"));
    font.pair(Name(b"BaseFont"), Name(b"AAAAAA+Marks"));
    font.pair(Name(b"Encoding"), Name(b"Identity-H"));
    font.insert(Name(b"DescendantFonts"))
        .array()
        .item(SYMBOL_CID);
    font.pair(Name(b"ToUnicode"), SYMBOL_MAP);
    font.finish();
    let mut cid = pdf.indirect(SYMBOL_CID).dict();
    cid.pair(Name(b"Type"), Name(b"Font"))
        .pair(Name(b"Subtype"), Name(b"CIDFontType2"));
    cid.pair(Name(b"BaseFont"), Name(b"AAAAAA+Marks"));
    cid.pair(Name(b"CIDToGIDMap"), Name(b"Identity"))
        .pair(Name(b"DW"), 500);
    let mut system = cid.insert(Name(b"CIDSystemInfo")).dict();
    system
        .pair(Name(b"Registry"), Str(b"Adobe"))
        .pair(Name(b"Ordering"), Str(b"Identity"));
    system.pair(Name(b"Supplement"), 0);
    system.finish();
    cid.pair(Name(b"FontDescriptor"), SYMBOL_DESCRIPTOR);
    let mut widths = cid.insert(Name(b"W")).array();
    widths.item(0);
    widths.push().array().items(symbol::ADVANCES.map(i32::from));
    widths.finish();
    cid.finish();
    let mut descriptor = pdf.indirect(SYMBOL_DESCRIPTOR).dict();
    descriptor.pair(Name(b"Type"), Name(b"FontDescriptor"));
    descriptor
        .pair(Name(b"FontName"), Name(b"AAAAAA+Marks"))
        .pair(Name(b"Flags"), 4);
    descriptor.pair(Name(b"FontBBox"), Rect::new(0.0, 0.0, 600.0, 800.0));
    descriptor
        .pair(Name(b"ItalicAngle"), 0)
        .pair(Name(b"Ascent"), 800);
    descriptor
        .pair(Name(b"Descent"), -200)
        .pair(Name(b"CapHeight"), 800);
    descriptor
        .pair(Name(b"StemV"), 80)
        .pair(Name(b"FontFile2"), SYMBOL_FILE);
    descriptor.finish();
    let file = symbol::font();
    let data = compress(&file);
    let mut stream = pdf.stream(SYMBOL_FILE, &data);
    stream.filter(Filter::FlateDecode);
    stream.pair(Name(b"Length1"), file.len() as i32);
    stream.finish();
    let map = compress(to_unicode(traps.private_bullets).as_bytes());
    pdf.stream(SYMBOL_MAP, &map).filter(Filter::FlateDecode);
}

fn to_unicode(private: bool) -> String {
    let (bullet, dash) = if private {
        ("F06E", "F02D")
    } else {
        ("25FC", "2212")
    };
    format!(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n\
         2 beginbfchar\n<0001> <{bullet}>\n<0003> <{dash}>\nendbfchar\n\
         1 beginbfrange\n<0002> <0002> <2019>\nendbfrange\n\
         endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )
}

/// Writes the structure tree and the way back from marked content to its elements.
fn write_tree(pdf: &mut Pdf, document: &Document, pages: &[(Ref, Ref)], mut next: Ref) {
    let mut parents = BTreeMap::new();
    let root = next.bump();
    let document_node = Node::new("Document", document.tree.clone());
    write_node(
        pdf,
        &document_node,
        root,
        TREE,
        pages,
        &mut next,
        &mut parents,
    );
    let mut tree = pdf.indirect(TREE).dict();
    tree.pair(Name(b"Type"), Name(b"StructTreeRoot"));
    tree.insert(Name(b"K")).array().item(root);
    tree.pair(Name(b"ParentTree"), PARENTS);
    tree.insert(Name(b"RoleMap"))
        .dict()
        .pair(Name(b"Footnote"), Name(b"Note"));
    tree.pair(Name(b"ParentTreeNextKey"), pages.len() as i32);
    tree.finish();
    let mut dict = pdf.indirect(PARENTS).dict();
    let mut nums = dict.insert(Name(b"Nums")).array();
    for (n, page) in document.pages.iter().enumerate() {
        nums.item(n as i32);
        let ids = (0..page.marked.len()).filter_map(|id| parents.get(&(n, id)).copied());
        nums.push().array().items(ids);
    }
}

fn write_node(
    pdf: &mut Pdf,
    node: &Node,
    id: Ref,
    parent: Ref,
    pages: &[(Ref, Ref)],
    next: &mut Ref,
    parents: &mut BTreeMap<(usize, usize), Ref>,
) {
    let kids: Vec<(Option<Ref>, &Kid)> = node
        .kids
        .iter()
        .map(|kid| (matches!(kid, Kid::Node(_)).then(|| next.bump()), kid))
        .collect();
    let mut dict: Dict<'_> = pdf.indirect(id).dict();
    dict.pair(Name(b"Type"), Name(b"StructElem"));
    dict.pair(Name(b"S"), Name(node.tag.as_bytes()))
        .pair(Name(b"P"), parent);
    if let Some(&(page, _)) = node.page().and_then(|page| pages.get(page)) {
        dict.pair(Name(b"Pg"), page);
    }
    let mut array = dict.insert(Name(b"K")).array();
    for (kid_id, kid) in &kids {
        match (kid_id, kid) {
            (Some(kid_id), _) => array.item(*kid_id),
            (None, Kid::Marked(page, mcid)) => {
                parents.insert((*page, *mcid), id);
                array.item(*mcid as i32)
            }
            (None, Kid::Node(_)) => &mut array,
        };
    }
    array.finish();
    dict.finish();
    for (kid_id, kid) in kids {
        if let (Some(kid_id), Kid::Node(kid)) = (kid_id, kid) {
            write_node(pdf, kid, kid_id, id, pages, next, parents);
        }
    }
}
