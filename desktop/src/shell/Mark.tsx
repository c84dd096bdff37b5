/** The sign of the house: an ember in a setting. */
export function Mark({ size = 16 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden>
      <path d="M8 1 15 8 8 15 1 8Z" className="fill-(--ember)" />
      <path d="M8 5 11 8 8 11 5 8Z" className="fill-(--surface-0)" />
    </svg>
  );
}
