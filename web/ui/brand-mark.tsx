/** The ginkgo leaf (银杏) beside the name; decoration only. */
export function BrandMark() {
  return (
    <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
      <rect class="brand__mark" width="32" height="32" rx="7" />
      <path
        fill="#fff"
        d="M15.2 26c.3-3.600.2-5.600-.4-7.600C11.400 19.600 7.800 18.700 5.500 15.500 7 9.800 10.800 6.600 15 6.200c.3 2.100.6 3.500 1 4.700.4-1.200.7-2.600 1-4.700 4.200.4 8 3.600 9.500 9.300-2.300 3.200-5.900 4.100-9.300 2.900-.6 2-.7 4-.4 7.600z"
      />
    </svg>
  )
}
