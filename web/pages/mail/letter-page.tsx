import { languageTag } from "../../text/text.ts"
import { useText } from "../../ui/use-text.ts"
import type { LetterView } from "./letter-view.ts"

// Mail programs read styles of the elements themselves only; the tokens are those of web/styles/tokens.css.
const body =
  "margin:0;padding:24px 16px;background:#fafbf8;color:#1c2a25;font:16px/1.7 'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"
const card =
  "max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #dfe5e0;border-radius:8px"
const brand = "margin:0 0 16px;color:#23664c;font-weight:700"
const button =
  "display:inline-block;padding:10px 24px;border-radius:8px;background:#23664c;color:#ffffff;text-decoration:none;font-weight:700"
const list = "margin:0 0 16px;padding:0 0 0 24px"
const small = "margin:16px 0 0;color:#55645d;font-size:13px;word-break:break-all"

/** A letter in HTML; the text beside it says the same. */
export function LetterPage({ view }: { view: LetterView }) {
  const text = useText()
  const { before, estates, more, link, after, subject } = view
  return (
    <html lang={languageTag(text.language)}>
      <head>
        <meta charset="utf-8" />
        <title>{subject}</title>
      </head>
      <body style={body}>
        <div style={card}>
          <p style={brand}>{text.site.fullName}</p>
          {before.map((line) => (
            <p>{line}</p>
          ))}
          {estates.length > 0 && (
            <ul style={list}>
              {estates.map(({ line, href }) => (
                <li>
                  {href === null ? (
                    line
                  ) : (
                    <a style="color:#23664c" href={href}>
                      {line}
                    </a>
                  )}
                </li>
              ))}
            </ul>
          )}
          {more !== null && <p>{more}</p>}
          {link && (
            <p>
              <a style={button} href={link.href}>
                {link.label}
              </a>
            </p>
          )}
          {after.map((line) => (
            <p>{line}</p>
          ))}
          {link && (
            <p style={small}>
              {text.mail.copyLink}
              <br />
              <a style="color:#23664c" href={link.href}>
                {link.href}
              </a>
            </p>
          )}
          <p style={small}>{text.mail.footer(text.site.fullName)}</p>
        </div>
      </body>
    </html>
  )
}
