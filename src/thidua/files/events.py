"""What happens to files of evidence, as people read it."""

UPLOAD_EVENTS = {
    "upload.announced": "Bắt đầu tải lên",
    "upload.kept": "Kiểm tra xong, đã nhận",
    "upload.scanning": "Kiểm tra xong, chờ quét vi-rút",
    "upload.refused": "Không nhận",
    "upload.withdrawn": "Rút khỏi kho minh chứng",
    "upload.cited": "Dẫn làm minh chứng",
    "upload.citation_withdrawn": "Thôi dẫn làm minh chứng",
}
