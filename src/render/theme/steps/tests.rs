use super::*;

#[test]
fn the_calls_stand_where_work_multiplies() {
    let counted = |text| count(text).text;
    assert_eq!(
        counted("{% for x in xs -%}\n {{ x }}{% else %}-{%- endfor %}"),
        "{% for x in xs -%}{{ mulu_step(cost=20, takes=[]) -}}\n {{ x }}{% else %}-{%- endfor %}"
    );
    assert_eq!(counted("{% set s = s ~ '%}' %}."), "{% set s = s ~ '%}' %}{{ mulu_step(makes=[\"s\"]) }}.");
    assert_eq!(
        counted("{% set s | upper %}{{ s }}{{ s }}{% endset -%} ."),
        "{% set s | upper %}{{ s }}{{ s }}{% endset -%}{{ mulu_step(cost=14, makes=[\"s\"]) -}} ."
    );
    assert_eq!(
        counted("{% component row(label, n=1) %}{{ label }}{% endcomponent row %}"),
        "{% component row(label, n=1) %}{{ mulu_step(cost=11, takes=[\"row\", \"label\", \"n\"]) }}{{ label }}\
         {% endcomponent row %}"
    );
    assert_eq!(counted("{% include \"a\" %}"), "{% include \"a\" %}{{ mulu_step() }}");
    assert_eq!(
        counted("{{ [[y for y in [1, 2]] for x in xs] }}"),
        "{{ [mulu_step(of=[mulu_step(of=y ) for y in [1, 2]] ) for x in xs] }}"
    );
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
        assert_eq!(count(text).text, text);
    }
}

#[test]
fn a_place_is_that_of_the_template_as_it_was_written() {
    let text = "一{% for x in y %}二{{ x.z }}{% set a = 1 %}三\n{{ q }}{% endfor %}四";
    let counted = count(text);
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
