import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { LinkButton } from "../../ui/button.tsx"
import { FaultList } from "../../ui/fault-list.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { AttachmentList, type ListedAttachment } from "./attachment-list.tsx"

/** A file that was not taken: why, and the same list to try again. */
export function AttachmentPage(props: {
  text: Text
  actor: SignedIn
  nominationId: string
  attachments: readonly ListedAttachment[]
  formKey: string
  sentence: string
}) {
  const { text, actor, nominationId, sentence, ...list } = props
  const words = text.reviews.attachments
  return (
    <Page text={text} title={words.pageTitle} current="desk" actor={actor}>
      <header class="page-head">
        <h1>{words.pageTitle}</h1>
      </header>
      <FaultList text={text} title={words.notTaken} faults={[{ fieldId: "file", sentence }]} />
      <AttachmentList text={text} nominationId={nominationId} mayEdit error={sentence} {...list} />
      <LinkButton href={paths.nomination(nominationId)}>{words.back}</LinkButton>
    </Page>
  )
}
