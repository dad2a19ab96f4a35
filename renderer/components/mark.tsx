/** The sign of CareSync. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M19 8.5A8 8 0 1 0 19 15.5" />
      <path d="M12 8.5v7M8.5 12h7" />
    </svg>
  )
}
