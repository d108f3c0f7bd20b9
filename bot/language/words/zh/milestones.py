"""What is said of milestones and trials: kinds, states, outcomes, conferences, in Chinese."""

from bot.language.words.table import Table

WORDS: Table = {
    "kind": {
        "topline": "顶线; 顶线数据; 主要数据; 顶线结果; 主要结果",
        "readout": "读出; 数据读出; 出数据; 数据; 关键数据; 结果; 揭盲; 出结果; 读数; 公布数据; 公布; 发布",
        "interim": "中期分析; 期中分析; 中期; 期中; 中期数据; 中期结果",
        "final-os": "最终os; 总生存期; 最终总生存; 总生存; 总生存数据",
        "pdufa": (
            "pdufa; pdufa日期; fda决定; fda审批日期; fda裁决; 目标日期; 处方药申报者付费法案; pdufa日; 审评结果; "
            "fda审评结果; 审批结果"
        ),
        "approval": (
            "获批; 批准; 获批上市; 上市; 批准上市; 获得批准; 批; 批了; 通过审批; 获准; 上市批准; 被批准; "
            "审批通过; 获批了; 批下来"
        ),
        "filing": (
            "申报; 递交; 提交; 报产; 提交上市申请; 递交上市申请; 申报上市; 递交申请; 提交申请; 上市申请; 报上市"
        ),
        "acceptance": "受理; 获受理; 上市申请受理; 被受理; 受理了; 优先审评",
        "conference": "会议; 学术会议; 大会; 会议报告; 学会",
        "enrollment-complete": "入组; 入组完成; 完成入组; 患者入组; 入组结束",
        "trial-start": "启动; 首例患者; 开始; 首例给药; 首例入组; 首例患者入组; 开展; 开启; 首例; 首例受试者",
        "reimbursement": "医保; 进医保; 医保目录; 国家医保; 纳入医保; 入保",
    },
    "state": {
        "expected": "预计; 预期; 计划; 将; 尚未; 待; 会; 应该; 待读出; 预期的; 即将; 将要; 有望; 指引; 要",
        "done": "已; 已经; 完成; 达成; 达到; 已达到; 出了; 已完成; 公布了; 实现",
        "overdue": "逾期; 过期; 超期; 延误; 已过期; 已逾期; 过了时间",
        "slipped": (
            "推迟; 延后; 延期; 推后; 延迟; 滑移; 推迟了; 改期; 变更; 变化; 后延; 往后; 改过; 改了; 改; 变过; 动过"
        ),
    },
    "outcome": {
        "failed": "失败; 未达到; 没达到; 未达终点",
        "positive": "成功; 阳性; 积极",
    },
    "event": {
        "ASCO": "asco",
        "ESMO": "esmo",
    },
    "dateless": {
        "dateless": "没有日期; 无日期; 没有时间; 无时间表",
    },
}
