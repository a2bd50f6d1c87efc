import { paths } from "../../paths.ts"
import { LinkButton } from "../../ui/button.tsx"
import { formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"
import { AccountFrame } from "./account-frame.tsx"

export interface RecoveryCodesPageProps {
  actor: SignedIn
  codes: readonly string[]
  madeAt: Date
  /** The second factor has just been set up; otherwise only the codes are new. */
  setUp: boolean
  /** Where to go on. */
  to?: string
}

/** New recovery codes, this once. The file is in the link itself: nothing keeps the codes but their owner. */
export function RecoveryCodesPage({ actor, codes, madeAt, setUp, to }: RecoveryCodesPageProps) {
  const text = useText()
  const words = text.account.codes
  const file = words.file(codes, formatTime(madeAt.toISOString()))
  return (
    <AccountFrame actor={actor} title={words.title}>
      <Notice kind="success" live>
        {setUp ? words.done : words.renewed}
      </Notice>
      <p class="lead">{words.lead}</p>
      <ol class="codes" aria-label={words.list}>
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div class="button-row">
        <a
          class="button button--primary"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(file)}`}
          download={words.fileName}
        >
          {words.download}
        </a>
        <LinkButton href={to ?? (setUp ? paths.desk() : paths.secondFactor())}>{words.go}</LinkButton>
      </div>
    </AccountFrame>
  )
}
