"""What happens to initiatives, as people read it."""

INITIATIVE_EVENTS = {
    "initiative.drafted": "Lập hồ sơ sáng kiến",
    "initiative.revised": "Sửa hồ sơ",
    "initiative.submitted": "Nộp",
    "initiative.proved": "Thêm minh chứng",
    "initiative.proof_withdrawn": "Bỏ minh chứng",
    "initiative.examined": "Thẩm định",
    "initiative.put_to_council": "Trình Hội đồng",
    "initiative.recognised": "Công nhận",
    "initiative.refused": "Không công nhận",
    "initiative.recognition_withdrawn": "Thu hồi công nhận",
}
