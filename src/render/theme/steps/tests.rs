use super::*;

#[test]
fn the_calls_stand_where_work_multiplies() {
    let counted = |text| count(text, false).text;
    assert_eq!(
        counted("{% for x in xs -%}\n {{ x }}{% else %}-{%- endfor %}"),
        "{% for x in xs -%}{{ mulu_step(cost=20, takes=[]) -}}\n {{ x }}{% else %}-{%- endfor %}"
    );
    assert_eq!(counted("{% set s = s ~ '%}' %}."), "{% set s = s ~ '%}' %}{{ mulu_step(makes=[\"s\"]) }}.");
    assert_eq!(
        counted("{% set s | upper %}{{ s }}{{ s }}{% endset -%} ."),
        "{% set s | upper %}{{mulu_step(of= s )}}{{mulu_step(of= s )}}{% endset -%}{{ mulu_step(cost=14, makes=[\"s\"]) -}} ."
    );
    assert_eq!(
        counted("{% component row(label, n=1) %}{{ label }}{% endcomponent row %}"),
        "{% component row(label, n=1) %}{{ mulu_step(cost=11, takes=[\"row\", \"label\", \"n\"]) }}{{mulu_step(of= label )}}\
         {% endcomponent row %}"
    );
    assert_eq!(counted("{% include \"a\" %}"), "{% include \"a\" %}{{ mulu_step() }}");
    assert_eq!(
        counted("{{ [[y for y in [1, 2]] for x in xs] }}"),
        "{{ [mulu_step(of=[mulu_step(of=y ) for y in [1, 2]] ) for x in xs] }}"
    );
}

#[test]
fn what_is_printed_into_a_text_is_counted_before_it_is_written() {
    let text = "{% block b %}{{- super() -}}{{ <c/> }}{{ a if b else c | safe }}{% endblock %}{{ d }}";
    assert!(prints_blocks(text));
    let counted = count(text, true).text;
    let (_, counted) = counted.split_once(") }}").unwrap();
    assert_eq!(
        counted,
        "{{-mulu_step(of= super() )-}}{{ <c/> }}{{mulu_step(of= a if b else c | safe )}}{% endblock %}{{ d }}"
    );
    assert_eq!(count(text, false).text.matches(NAME).count(), 1);
}

#[test]
fn a_tag_that_names_very_much_is_found() {
    let joined = |count: usize| format!("<p>{{{{ {} }}}}", vec!["a.b.c"; count].join(" ~ "));
    assert_eq!(count(&joined(MOST_JOINS + 1), false).wide, [0..0; 0]);
    assert_eq!(count(&joined(MOST_JOINS + 2), false).wide.len(), 1);
    let named = |count: usize| format!("{{{{ [{}] }}}}", vec!["a.b.c"; count].join(", "));
    assert_eq!(count(&named(MOST_NAMES), false).wide, [0..0; 0]);
    assert_eq!(count(&named(MOST_NAMES + 1), false).wide.len(), 1);
    let words = format!("{{% set x = [{}] %}}", vec!["\"months\""; 100].join(", "));
    assert_eq!(count(&words, false).wide, [0..0; 0], "words of the theme's own multiply nothing");
}

#[test]
fn what_only_looks_like_a_tag_is_left_alone() {
    for text in [
        "{# {% for x in y %} #}",
        "{% raw %}{% for x in y %} endraw {%- endraw -%}",
        "{{ \"{% for x in y %}\" }}",
        "{{ \"\\\"{% for\" }}",
        "{{ 'for' }}{{ x[1] }}{{ f(a=[1, 2]) }}",
        "{% <set name=1 /> %}{% <for> %}{% </for> %}",
        "{% for x in y",
        "{{ 'x",
        "{",
        "a{%",
    ] {
        assert_eq!(count(text, false).text, text);
    }
}

#[test]
fn a_place_is_that_of_the_template_as_it_was_written() {
    let text = "一{% for x in y %}二{{ x.z }}{% set a = 1 %}三\n{{ q }}{% endfor %}四";
    let counted = count(text, false);
    let column = |text: &str, what: &str| {
        let (line, rest) =
            text.lines().enumerate().find_map(|(at, line)| Some((at + 1, line.split_once(what)?.0))).unwrap();
        (line, rest.chars().count() + 1)
    };
    for what in ["一", "二", "x.z", "三", "q }}", "四", "set a"] {
        let (line, now) = column(&counted.text, what);
        assert_eq!(counted.original(line, now), column(text, what), "{what}");
    }
    let (line, now) = column(&counted.text, "mulu_step(cost");
    assert_eq!(counted.original(line, now), (1, 2), "a call is at its tag");
}
