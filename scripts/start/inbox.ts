import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import type { Mailbox, ReceivedLetter } from "./mailbox.ts"

/** A code that signs in to an account of the demonstration for the next seconds. */
export interface CurrentCode {
  name: string
  email: string
  code: string
}

export interface Inbox {
  url: string
  close(): Promise<void>
}

const policy = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; frame-ancestors 'self'"

/**
 * No scripts, in a frame of this page's own origin: Chromium leaves a frame of another one undrawn below the first
 * screen until it is scrolled to, so pictures and prints of the page would show it blank.
 */
const sandbox = "allow-same-origin allow-popups allow-top-navigation-by-user-activation"

const style = `
body{margin:0;background:#fafbf8;color:#1c2a25;font:16px/1.6 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{max-width:860px;margin:0 auto;padding:24px 16px 48px}
h1{font-size:1.5rem;margin:0 0 4px} h2{font-size:1.15rem;margin:32px 0 8px} p{margin:4px 0 12px}
.hint{color:#55645d;font-size:.875rem} a{color:#23664c}
a:focus-visible{outline:3px solid #23664c;outline-offset:2px;border-radius:4px}
.box{background:#fff;border:1px solid #dfe5e0;border-radius:8px}
ul.box{list-style:none;margin:0;padding:0} ul.box li+li{border-top:1px solid #dfe5e0}
ul.box a{display:block;padding:12px 16px;text-decoration:none;color:inherit} ul.box a:hover{background:#edf4f0}
.row{display:flex;gap:8px 16px;justify-content:space-between;flex-wrap:wrap} .row b{overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:auto 1fr;gap:2px 16px;margin:0;padding:16px} dt{color:#55645d} dd{margin:0;overflow-wrap:anywhere}
pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:0;padding:16px;font:inherit}
iframe{box-sizing:border-box;width:100%;height:680px;border:1px solid #dfe5e0;border-radius:8px;background:#fff}
h1{overflow-wrap:anywhere} .code{font:700 1.25rem ui-monospace,monospace;letter-spacing:.1em;white-space:nowrap;color:#1c2a25}`

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
}
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? "")
const time = (at: Date) => at.toLocaleTimeString("zh-CN", { hour12: false })

function page(title: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(title)}</title><style>${style}</style></head><body><main>${body}</main></body></html>`
}

function listOfLetters(letters: readonly ReceivedLetter[]): string {
  if (letters.length === 0) return '<p class="hint">还没有邮件。邀请、重设密码等邮件会出现在这里。</p>'
  const rows = letters.toReversed().map(
    ({ number, subject, to, at }) =>
      `<li><a href="/letters/${number}"><span class="row"><b>${escaped(subject)}</b><span class="hint">${time(at)}</span></span>
       <span class="hint">收件人 ${escaped(to.join("、"))}</span></a></li>`,
  )
  return `<ul class="box">${rows.join("")}</ul>`
}

function listOfCodes(codes: readonly CurrentCode[]): string {
  if (codes.length === 0) return ""
  // The accounts of one city share their secret: one code stands for all of them, above the letters, however many came.
  const shown = [...new Set(codes.map(({ code }) => code))].map((code) => {
    const whose = codes.filter((one) => one.code === code)
    const names = whose.map(({ name, email }) => `<span title="${escaped(email)}">${escaped(name)}</span>`)
    return `<dt class="code">${escaped(code)}</dt><dd>${names.join("、")}</dd>`
  })
  return `<h2>演示账号的动态码</h2><p class="hint">每 30 秒一换，刷新本页即得新的。同一个账号，一个码只能用一次。</p><dl class="box">${shown.join("")}</dl>`
}

function overview(letters: readonly ReceivedLetter[], codes: readonly CurrentCode[]): string {
  return page(
    `本机邮箱（${letters.length}）`,
    `<h1>本机邮箱</h1><p class="hint">本机运行时发出的邮件都到这里，不会寄给任何人；结束后即清空。<a href="/">刷新</a></p>
     ${listOfCodes(codes)}<h2>邮件</h2>${listOfLetters(letters)}`,
  )
}

function linked(text: string): string {
  return escaped(text).replace(
    /https?:\/\/[^\s<>]+/g,
    (link) => `<a href="${link}" rel="noreferrer">${link}</a>`,
  )
}

function single(letter: ReceivedLetter): string {
  const { number, subject, from, to, at, text } = letter
  return page(
    subject,
    `<p><a href="/">← 全部邮件</a></p><h1>${escaped(subject)}</h1>
     <dl class="box"><dt>发件人</dt><dd>${escaped(from)}</dd><dt>收件人</dt><dd>${escaped(to.join("、"))}</dd><dt>时间</dt><dd>${time(at)}</dd></dl>
     <h2>文字</h2><pre class="box">${linked(text)}</pre>
     <h2>网页形式</h2><iframe src="/letters/${number}/html" title="邮件的网页形式" sandbox="${sandbox}"></iframe>`,
  )
}

function answer(
  path: string,
  mailbox: Pick<Mailbox, "letters">,
  codes: readonly CurrentCode[],
): string | null {
  if (path === "/") return overview(mailbox.letters, codes)
  const [, number, html] = /^\/letters\/(\d+)(\/html)?$/.exec(path) ?? []
  const letter = mailbox.letters.find((one) => one.number === Number(number))
  if (!letter) return null
  return html ? letter.html.replace("<head>", '<head><base target="_top">') : single(letter)
}

function send(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
  })
  response.end(html)
}

/**
 * A small web page, for this machine only, with the letters of a mailbox and the current codes of the demonstration
 * accounts: who runs `npm start` has no other way to read either.
 */
export async function startInbox(
  mailbox: Pick<Mailbox, "letters">,
  codes: () => Promise<CurrentCode[]>,
): Promise<Inbox> {
  const show = async (request: IncomingMessage, response: ServerResponse) => {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/"
    // Another site could point a name of its own at this machine (DNS rebinding) and read the letters.
    const local = /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? "")
    const html = local ? answer(path, mailbox, await codes().catch(() => [])) : null
    send(response, html === null ? 404 : 200, html ?? page("没有找到", "<h1>没有找到</h1>"))
  }
  const server = createServer((request, response) => {
    show(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((ready, fail) => server.once("error", fail).listen(0, "127.0.0.1", () => ready()))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
