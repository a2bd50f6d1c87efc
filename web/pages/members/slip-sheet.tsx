import { paths } from "../../paths.ts"
import { texts } from "../../text/text.ts"
import { Breadcrumb } from "../../ui/breadcrumb.tsx"
import { LinkButton } from "../../ui/button.tsx"
import { formatDay } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { QrImage } from "../../ui/qr-image.tsx"
import { useText } from "../../ui/use-text.ts"

export interface PrintedSlip {
  memberId: string
  name: string
  signInName: string
  mobile: string | null
  password: string
  until: Date
}

export interface SlipSheetProps {
  actor: SignedIn & { organisation: { name: string } }
  /** Null: the same form was sent again, and what was shown once is shown no more. */
  slips: readonly PrintedSlip[] | null
  /** The whole address of the sign-in, and its QR code, which says nothing of the person. */
  address: string
  qr: { side: number; path: string }
  /** Whose estates are to be chosen next. */
  choosing: boolean
  /** A slip of an account that there was, printed again. */
  again: boolean
}

/** One slip, to be cut out: Chinese first, English under it. */
function Slip({
  slip,
  organisation,
  address,
  qr,
}: { slip: PrintedSlip; organisation: string } & Pick<SlipSheetProps, "address" | "qr">) {
  const { zh, en } = texts
  const rows = (["signInName", "mobile", "password", "address", "until"] as const).flatMap((key) => {
    const value = {
      signInName: slip.signInName,
      mobile: slip.mobile,
      password: slip.password,
      address,
      until: formatDay(zh, slip.until.toISOString()),
    }[key]
    return value === null ? [] : [{ key, value }]
  })
  return (
    <section class="slip" lang="zh-CN">
      <div class="slip__text">
        <h2 class="slip__name">{slip.name}</h2>
        <p class="slip__of">{organisation}</p>
        <dl class="slip__facts">
          {rows.map(({ key, value }) => (
            <div>
              <dt>
                {zh.people.slips.sheet[key]} <span lang="en">{en.people.slips.sheet[key]}</span>
              </dt>
              <dd class={key === "password" ? "slip__secret" : undefined}>{value}</dd>
            </div>
          ))}
        </dl>
        <p class="slip__how">{zh.people.slips.sheet.how}</p>
        <p class="slip__how" lang="en">
          {en.people.slips.sheet.how}
        </p>
      </div>
      <div class="slip__code">
        <QrImage code={qr} label={zh.people.slips.sheet.qr} />
      </div>
    </section>
  )
}

/** Slips to print and cut out, several on a page of A4; shown once. */
export function SlipSheet({ actor, slips, address, qr, choosing, again }: SlipSheetProps) {
  const text = useText()
  const words = text.people.slips
  return (
    <Page title={words.printTitle} current="desk" actor={actor}>
      <div class="slip-head">
        <Breadcrumb
          steps={[{ label: text.people.members.title, href: paths.members() }, { label: words.printTitle }]}
        />
        {slips === null ? (
          <PageHead title={words.shownOnce} lead={words.shownOnceLead}>
            <LinkButton href={paths.members()}>{text.people.members.title}</LinkButton>
          </PageHead>
        ) : (
          <PageHead
            title={again ? words.renewed(slips[0]?.name ?? "") : words.made(slips.length)}
            lead={words.printLead}
          >
            <Notice kind="warning">{words.once}</Notice>
            {choosing && (
              <ul>
                {slips.map((slip) => (
                  <li>
                    <a href={paths.memberEstates(slip.memberId)}>{words.chooseFor(slip.name)}</a>
                  </li>
                ))}
              </ul>
            )}
          </PageHead>
        )}
      </div>
      <div class="slips">
        {slips?.map((slip) => (
          <Slip slip={slip} organisation={actor.organisation.name} address={address} qr={qr} />
        ))}
      </div>
    </Page>
  )
}
