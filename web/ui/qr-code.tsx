/** A QR code as an image; `label` says what it leads to. */
export function QrCode({ code, label }: { code: { side: number; path: string }; label: string }) {
  return (
    <svg class="qr" viewBox={`0 0 ${code.side} ${code.side}`} role="img" aria-label={label}>
      <rect width={code.side} height={code.side} fill="#fff" />
      <path d={code.path} fill="#000" />
    </svg>
  )
}
