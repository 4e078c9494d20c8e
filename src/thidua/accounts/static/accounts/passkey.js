// Says on the page that a passkey did not answer, instead of on a console nobody reads.
document.addEventListener('allauth.error', function (event) {
  event.preventDefault()
  const notice = document.getElementById('khoa-loi')
  if (notice) { notice.hidden = false; notice.focus() }
})
