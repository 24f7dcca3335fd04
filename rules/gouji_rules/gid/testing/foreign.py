"""A page that is not a report, to show how such a file is refused."""

from __future__ import annotations

NOTICE_OF_MEETING = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>示例市人民政府办公室关于召开全市防汛工作会议的通知</title>
<meta name="ArticleTitle" content="示例市人民政府办公室关于召开全市防汛工作会议的通知">
<meta name="PubDate" content="2024-05-13 09:00">
</head>
<body>
<div class="article">
<h1>示例市人民政府办公室关于召开全市防汛工作会议的通知</h1>
<p>各县（区）人民政府，市政府有关部门：</p>
<p>经市政府同意，定于近期召开全市防汛工作会议。现将有关事项通知如下：</p>
<h2>一、会议时间</h2>
<p>2024年5月20日（星期一）下午3时，会期半天。</p>
<h2>二、会议地点</h2>
<p>市政府办公楼三楼会议室。</p>
<h2>三、参加人员</h2>
<table border="1">
<tr><td>单位</td><td>人数</td><td>备注</td></tr>
<tr><td>各县（区）人民政府</td><td>8</td><td>分管负责同志</td></tr>
<tr><td>市水利局、市应急管理局</td><td>4</td><td>主要负责同志</td></tr>
<tr><td>其他成员单位</td><td>15</td><td>分管负责同志</td></tr>
</table>
<h2>四、有关要求</h2>
<p>请各单位于5月16日下班前将参会人员名单报送市政府办公室，参会人员提前10分钟入场。</p>
<p class="end">示例市人民政府办公室</p>
<p class="end">2024年5月13日</p>
</div>
</body>
</html>
"""
