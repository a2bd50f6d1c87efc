import { expect, test } from "vitest"
import { formsOf } from "../../scripts/bench/forms.ts"

test("a form is read as a browser would send it", () => {
  const html = `<form method="get" action="/search"><input name="q"></form>
    <form method="post" action="/a?x=1&amp;y=2" id="f">
      <input type="hidden" name="key" value="k&quot;1"/>
      <input name="v:a" value=""/><input name="off" value="1" disabled=""/>
      <input type="radio" name="v:b" value="yes"/><input type="radio" name="v:b" value="no" checked=""/>
      <input type="checkbox" name="s:m" value="yes"/><input type="checkbox" name="s:n" value="yes" checked=""/>
      <textarea name="r:a" rows="2">why
&lt;so&gt;</textarea>
      <select name="s"><option value="1">one</option><option value="2" selected="">two</option></select>
      <button name="unused">send</button>
    </form>`
  expect(formsOf(html)).toEqual([
    {
      action: "/a?x=1&y=2",
      fields: [
        ["key", 'k"1'],
        ["v:a", ""],
        ["v:b", "no"],
        ["s:n", "yes"],
        ["r:a", "why\n<so>"],
        ["s", "2"],
      ],
      boxes: [
        ["s:m", "yes"],
        ["s:n", "yes"],
      ],
    },
  ])
})
